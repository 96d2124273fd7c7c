// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.H2Server;
import dev.shaduf.jdbc.servers.MariaDbServer;
import dev.shaduf.jdbc.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** The databases that tests run on; each gives a new, empty database of a server that is started at the first call. */
enum TestDatabase {
    H2 {
        @Override
        DatabaseServer start() throws IOException {
            return H2Server.start(folder());
        }
    },
    SQLITE {
        @Override
        DatabaseServer start() {
            throw new IllegalStateException("SQLite has no server");
        }

        @Override
        Fresh fresh() {
            return new Fresh("jdbc:sqlite:" + folder() + "/" + unique() + ".db", "", "", this);
        }
    },
    POSTGRESQL {
        @Override
        DatabaseServer start() throws IOException {
            return PostgresServer.start(folder());
        }
    },
    MARIADB {
        @Override
        DatabaseServer start() throws IOException {
            return MariaDbServer.start(folder());
        }
    };

    private static final Map<TestDatabase, DatabaseServer> SHARED = new EnumMap<>(TestDatabase.class);

    /** Starts a server of its own. */
    abstract DatabaseServer start() throws IOException;

    Fresh fresh() throws Exception {
        String name = unique();
        server().create(name);
        return of(server(), name);
    }

    /** The server that the tests of this JVM share; it ends with the JVM. */
    DatabaseServer server() throws IOException {
        synchronized (SHARED) {
            DatabaseServer server = SHARED.get(this);
            if (server == null) {
                server = start();
                SHARED.put(this, server);
            }
            return server;
        }
    }

    Fresh of(DatabaseServer server, String name) {
        return new Fresh(server.url(name), server.user(), server.password(), this);
    }

    String unique() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "databases").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
