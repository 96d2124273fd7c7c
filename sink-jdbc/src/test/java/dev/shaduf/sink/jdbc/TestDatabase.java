// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** The databases that tests run on; each gives a new, empty database of a server that is started at the first call. */
enum TestDatabase {
    H2 {
        @Override
        Fresh fresh() throws SQLException {
            return new Fresh(H2Server.url(folder() + "/" + unique("h2")), "sa", "", this);
        }
    },
    SQLITE {
        @Override
        Fresh fresh() {
            return new Fresh("jdbc:sqlite:" + folder() + "/" + unique("sqlite") + ".db", "", "", this);
        }
    },
    POSTGRESQL {
        @Override
        Fresh fresh() throws Exception {
            String name = unique("pg");
            PostgresServer server = PostgresServer.shared();
            server.database("postgres").execute("CREATE DATABASE " + name);
            return server.database(name);
        }
    },
    MARIADB {
        @Override
        Fresh fresh() throws Exception {
            String name = unique("maria");
            MariaDbServer server = MariaDbServer.shared();
            server.database("mysql").execute("CREATE DATABASE " + name);
            return server.database(name);
        }
    };

    abstract Fresh fresh() throws Exception;

    static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "databases").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
    }
}
