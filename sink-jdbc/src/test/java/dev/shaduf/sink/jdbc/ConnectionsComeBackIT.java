// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** Whatever fails, the connection that it failed on is there for others; a lost one would be missed only when all are. */
class ConnectionsComeBackIT {
    private final Batches batches = new Batches();

    record Item(int id, String name) {}

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    @Test
    void shouldAskAboutACommitThatFailedWithTheOnlyConnection() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute("CREATE TABLE items (id INT UNIQUE DEFERRABLE INITIALLY DEFERRED, name TEXT)");
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .connections(1)
                .buffer(1, 1 << 20)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            List<Item> twice = List.of(new Item(1, "a"), new Item(1, "b"));

            assertThatThrownBy(() -> batches.prepare(session, 1, 0, twice))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("could not commit batch");
        }
    }

    @Test
    void shouldGiveTheConnectionBackWhenOldDeadLettersCannotBeDeleted() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute("CREATE TABLE items (id INT, name TEXT)");
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .connections(1)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            database.execute("ALTER TABLE items_dead_letters RENAME TO elsewhere");
            assertThatThrownBy(() -> batches.prepare(session, 1, 0, items(1))).hasMessageContaining("dead_letters");
            database.execute("ALTER TABLE elsewhere RENAME TO items_dead_letters");

            batches.prepare(session, 1, 0, items(1));
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
    }

    @Test
    void shouldGiveAConnectionBackToTheUsersPoolInItsOwnTimeZone() throws Exception {
        Fresh database = TestDatabase.MARIADB.fresh();
        database.execute("CREATE TABLE times (id INT, at TIMESTAMP(6) NULL)");
        Instant at = Instant.parse("2026-03-01T08:00:00Z");
        try (MariaDbPoolDataSource pool = new MariaDbPoolDataSource(database.url() + "?user=" + database.user()
                + "&password=" + database.password() + "&maxPoolSize=1&sessionVariables=time_zone='-05:00'")) {
            Batches.once(
                    JdbcSink.<Integer>into(pool)
                            .table("times")
                            .column("id", id -> id)
                            .column("at", id -> at)
                            .build(),
                    List.of(1));

            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT UNIX_TIMESTAMP(at), @@time_zone FROM times")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(at.getEpochSecond());
                assertThat(row.getString(2)).isEqualTo("-05:00");
            }
        }
    }

    @Test
    void shouldBeginTheTransactionWhenRecordsThatCannotBeReadFillTheBuffer() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (id INT, name VARCHAR)");
        JdbcConnectionPool pool = JdbcConnectionPool.create(database.url(), database.user(), database.password());
        JdbcSink<String> sink = JdbcSink.<String>into(pool)
                .table("items")
                .column("id", Integer::parseInt)
                .buffer(10, 1 << 20)
                .build();
        try (SinkSession<String> session = batches.open(sink)) {
            SinkWriter<String> writer = session.writer(batches.batch(1), 0, 0);
            for (int i = 0; i < 25; i++) {
                writer.write("no number");
            }

            assertThat(pool.getActiveConnections()).isEqualTo(1);
            session.commit(batches.batch(1), List.of(writer.prepare()));
        }
        pool.dispose();
        assertThat(database.rows("SELECT MIN(row_index), MAX(row_index), COUNT(*) FROM items_dead_letters"))
                .containsExactly(List.of("0", "24", "25"));
    }

    @Test
    void shouldGiveABrokenConnectionBackToTheUsersPool() throws Exception {
        try (DatabaseServer server = TestDatabase.H2.start()) {
            server.create("shop");
            Fresh database = TestDatabase.H2.of(server, "shop");
            database.execute("CREATE TABLE items (id INT, name VARCHAR)");
            JdbcConnectionPool pool = JdbcConnectionPool.create(database.url(), database.user(), database.password());
            JdbcSink<Item> sink =
                    JdbcSink.<Item>into(pool).table("items").buffer(1, 1 << 20).build();
            try (SinkSession<Item> session = batches.open(sink)) {
                SinkWriter<Item> writer = session.writer(batches.batch(1), 0, 0);
                writer.write(new Item(1, "a"));
                assertThat(pool.getActiveConnections()).isEqualTo(1);
                server.kill();

                assertThatThrownBy(() -> writer.write(new Item(2, "b"))).isInstanceOf(SQLException.class);
                writer.abort();

                assertThat(pool.getActiveConnections()).isZero();
            }
            pool.dispose();
        }
    }
}
