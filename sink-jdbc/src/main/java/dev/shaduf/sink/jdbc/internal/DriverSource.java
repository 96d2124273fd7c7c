// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Dialects;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects by the driver of a URL. A server that takes a connection and then says nothing is given up after a while, as far as
 * the driver can; and what the driver says is told without secrets. Safe for use by many threads.
 */
final class DriverSource implements DataSource {
    private static final String NOT_CONNECTED = "08001";

    private final Database database;
    private final Secrets secrets;
    private final Driver driver;
    private final Properties properties;
    private final long loginMillis;

    private DriverSource(Database database, Driver driver, Properties properties, long loginMillis) {
        this.database = database;
        this.secrets = database.secrets();
        this.driver = driver;
        this.properties = properties;
        this.loginMillis = loginMillis;
    }

    /**
     * Looks for the driver. Does not connect.
     *
     * @param needed what the driver must be told, unless the user tells it something else
     * @param loginMillis how long a login may take
     * @param answerMillis how long an answer may take, for drivers that have one limit for both
     */
    static DriverSource of(Database database, Map<String, String> needed, long loginMillis, long answerMillis)
            throws SQLException {
        String url = String.valueOf(database.url());
        Properties properties = new Properties();
        properties.putAll(needed);
        dialect(url).ifPresent(dialect -> properties.putAll(dialect.limits(url, loginMillis, answerMillis)));
        properties.keySet().removeIf(key -> url.contains(key.toString()));
        properties.putAll(database.properties());
        put(properties, "user", database.user());
        put(properties, "password", database.password());
        return new DriverSource(database, Drivers.of(url), properties, loginMillis);
    }

    private static Optional<Dialect> dialect(String url) {
        return Dialects.idOf(url).map(Dialects::of);
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties own = new Properties();
        own.putAll(properties);
        Connection connection;
        try {
            connection = driver.connect(String.valueOf(database.url()), own);
        } catch (SQLException e) {
            SQLException hidden = secrets.hide(e);
            throw isTimeout(e, 0) ? unanswered(hidden) : hidden;
        }
        if (connection == null) {
            throw new SQLException(
                    "driver " + driver.getClass().getName() + " does not take the URL " + database, NOT_CONNECTED);
        }
        return connection;
    }

    private SQLException unanswered(SQLException reason) {
        String state = reason.getSQLState();
        return new SQLTransientConnectionException(
                database + " has not let the user in within " + loginMillis + " ms (" + reason.getMessage()
                        + "); see whether the database hangs or is overloaded, and whether a proxy or firewall before it holds"
                        + " connections back",
                state == null ? NOT_CONNECTED : state,
                reason.getErrorCode(),
                reason);
    }

    private static boolean isTimeout(@Nullable Throwable error, int depth) {
        return error != null
                && depth < Secrets.DEEPEST
                && (error instanceof SocketTimeoutException
                        || error instanceof SQLTimeoutException
                        || isTimeout(error.getCause(), depth + 1));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is chosen when the source is made");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    /** The limit is the driver's; that of {@code DriverManager} would be that of the whole JVM. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("drivers log by themselves");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("there is no " + type.getName() + " behind it");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
