// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import java.sql.SQLException;
import org.h2.tools.Server;

/** An H2 server in this JVM, because two class loaders cannot share an embedded database. */
final class H2Server {
    private static Server server;

    private H2Server() {}

    static synchronized String url(String file) throws SQLException {
        if (server == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
            server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists")
                    .start();
        }
        return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + file;
    }
}
