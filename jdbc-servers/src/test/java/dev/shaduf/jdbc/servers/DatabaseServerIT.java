// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseServerIT {
    private static final Path FOLDER = Path.of("target", "databases");

    enum Kind {
        POSTGRESQL {
            @Override
            DatabaseServer start() throws Exception {
                return PostgresServer.start(FOLDER);
            }
        },
        MARIADB {
            @Override
            DatabaseServer start() throws Exception {
                return MariaDbServer.start(FOLDER);
            }
        },
        H2 {
            @Override
            DatabaseServer start() throws Exception {
                return H2Server.start(FOLDER);
            }
        };

        abstract DatabaseServer start() throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(300)
    void shouldHaveItsRowsAfterACrash(Kind kind) throws Exception {
        try (DatabaseServer server = kind.start()) {
            server.create("shop");
            execute(server, "CREATE TABLE items (id INT)");
            execute(server, "INSERT INTO items VALUES (7)");

            server.kill();
            assertThatThrownBy(() -> execute(server, "SELECT 1")).isInstanceOf(SQLException.class);
            server.restart();

            try (Connection connection = server.connect("shop");
                    ResultSet rows = connection.createStatement().executeQuery("SELECT id FROM items")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
