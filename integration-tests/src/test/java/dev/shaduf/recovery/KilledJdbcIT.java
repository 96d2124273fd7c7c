// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.H2Server;
import dev.shaduf.jdbc.servers.MariaDbServer;
import dev.shaduf.jdbc.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that writes into a database, killed again and again, in every other round together with its database: the tables
 * hold what they must, row for row, and exactly the poisoned rows are dead letters. Each database sees 4 kills of the program
 * and 2 of its own, or 100 and 50 in a soak.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class KilledJdbcIT {
    private static final int KILLS = KilledProcess.kills(4, 100);
    private static final int LINES_PER_ROUND = 1_000;
    private static final Path SERVERS = Path.of("target", "databases");
    private static final String DATABASE = "killed";

    @TempDir
    Path temp;

    private int lines;

    enum Kind {
        POSTGRESQL {
            @Override
            DatabaseServer start() throws IOException {
                return PostgresServer.start(SERVERS);
            }
        },
        MARIADB {
            @Override
            DatabaseServer start() throws IOException {
                return MariaDbServer.start(SERVERS);
            }
        },
        H2 {
            @Override
            DatabaseServer start() throws IOException {
                return H2Server.start(SERVERS);
            }
        };

        abstract DatabaseServer start() throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldEveryRowOnceWhenProgramAndDatabaseAreKilled(Kind kind) throws Exception {
        try (DatabaseServer server = kind.start()) {
            prepare(server);
            KilledProcess program = new KilledProcess(KilledJdbcProgram.class, temp);
            program.tell("url", server.url(DATABASE));
            program.tell("user", server.user());
            program.tell("password", server.password());
            for (int kill = 0; kill < KILLS; kill++) {
                append(LINES_PER_ROUND);
                if (kill % 2 == 0) {
                    program.haltedAtAStep(kill);
                } else {
                    killBoth(program, server, kill);
                }
            }
            append(LINES_PER_ROUND);
            Files.createFile(temp.resolve("end"));
            program.finish();

            verify(server, program.said());
        }
    }

    private static void prepare(DatabaseServer server) throws SQLException {
        server.create(DATABASE);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (id INT NOT NULL, text VARCHAR(20) NOT NULL)");
            statement.execute("CREATE TABLE totals (rest INT NOT NULL PRIMARY KEY, total BIGINT NOT NULL)");
        }
    }

    private void append(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format("%11d%n", lines++));
        }
        Files.writeString(temp.resolve("lines"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The database dies under the program; the program dies while the database is down, or after it has come back. */
    private static void killBoth(KilledProcess program, DatabaseServer server, int kill) throws Exception {
        boolean whileDown = program.random().nextInt(3) == 0;
        Process process = program.start(kill, "SIGKILL of the database and " + (whileDown ? "at once" : "then"));
        program.awaitRunning(process);
        program.runs(process, 1, 1_000);
        server.kill();
        if (whileDown) {
            program.runs(process, 1, 300);
            KilledProcess.kill(process);
        }
        server.restart();
        if (!whileDown) {
            program.runs(process, 1, 1_000);
            KilledProcess.kill(process);
        }
    }

    private void verify(DatabaseServer server, String context) throws SQLException {
        assertThat(column(server, "SELECT id FROM numbers ORDER BY id"))
                .as(context)
                .isEqualTo(lines(id -> !KilledJdbcProgram.isPoisoned(id)));
        assertThat(column(server, "SELECT row_text FROM numbers_dead_letters").stream()
                        .map(text -> text.replaceAll("\\D*(\\d+).*", "$1"))
                        .sorted()
                        .toList())
                .as(context)
                .isNotEmpty()
                .isEqualTo(
                        lines(KilledJdbcProgram::isPoisoned).stream().sorted().toList());
        assertThat(column(server, "SELECT total FROM totals ORDER BY rest"))
                .as(context)
                .isEqualTo(IntStream.range(0, KilledJdbcProgram.RESTS)
                        .mapToObj(rest -> ""
                                + lines(id -> id % KilledJdbcProgram.RESTS == rest)
                                        .size())
                        .toList());
    }

    private List<String> lines(IntPredicate which) {
        return IntStream.range(0, lines).filter(which).mapToObj(String::valueOf).toList();
    }

    private static List<String> column(DatabaseServer server, String sql) throws SQLException {
        return DatabaseColumn.of(server, DATABASE, sql);
    }
}
