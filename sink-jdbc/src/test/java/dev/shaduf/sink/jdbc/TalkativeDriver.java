// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** Lets nobody in, and tells everything that it was told. */
final class TalkativeDriver implements Driver, AutoCloseable {
    TalkativeDriver() throws SQLException {
        DriverManager.registerDriver(this);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:talkative:");
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        String all = url + " read as " + URLDecoder.decode(url, StandardCharsets.UTF_8) + " with " + info;
        SQLException error = new SQLException("refused " + all, "28000", new IOException("sent " + all));
        error.setNextException(new SQLException("also refused " + all));
        throw error;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
    }
}
