// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Durations;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are full, that let nobody in, and that take their time. */
class DatabaseFaultsIT {
    private static final String SECRET = "s3cr3t-and-wrong";

    @TempDir
    Path folder;

    private final Batches batches = new Batches();
    private final ExecutorService tasks = Executors.newCachedThreadPool();

    record Item(int id, String name) {}

    @AfterEach
    void endTasks() {
        tasks.shutdownNow();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Item(i, "n".repeat(50)))
                .toList();
    }

    private static Fresh withTable(Fresh database) throws Exception {
        database.execute("CREATE TABLE items (id INT NOT NULL PRIMARY KEY, name VARCHAR(100))");
        return database;
    }

    /** The database's own limit of pages, which gives the error of a full disk. */
    @Test
    void shouldTakeAFullSqliteFileForNoFaultOfARow() throws Exception {
        Fresh database = withTable(TestDatabase.SQLITE.fresh());
        JdbcSinkBuilder<Item> sink = database.<Item>sink().table("items").retries(2, Durations.milliseconds(1));
        try (SinkSession<Item> session = batches.open(sink.build())) {
            batches.write(session, 1, items(0, 10));
        }

        try (SinkSession<Item> session =
                batches.open(sink.property("max_page_count", "12").build())) {
            assertThatThrownBy(() -> batches.prepare(session, 2, 0, items(10, 2_000)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("sink jdbc(items) could not write batch")
                    .hasMessageContaining("in 3 attempts")
                    .hasMessageContaining("full");
        }

        try (SinkSession<Item> session =
                batches.open(sink.property("max_page_count", "100000").build())) {
            batches.write(session, 2, items(10, 2_000));
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(2_000);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }

    /** H2 closes a database whose file cannot be written, and opens it again for the next connection. */
    @Test
    void shouldGoOnWhenTheDiskUnderH2HasSpaceAgain() throws Exception {
        FilePath.register(new FullDisk());
        Fresh database = withTable(new Fresh("jdbc:h2:full:" + folder + "/full", "sa", "", TestDatabase.H2));
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .retries(1_000, Durations.milliseconds(20))
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            batches.write(session, 1, items(0, 10));
            FullDisk.full(true);
            Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 2, 0, items(10, 2_000)));
            await().atMost(Duration.ofMinutes(1)).until(() -> FullDisk.refused() > 0);
            assertThat(writing).isNotDone();
            FullDisk.full(false);

            session.commit(batches.batch(2), List.of(writing.get()));
        } finally {
            FullDisk.full(false);
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(2_000);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }

    @Test
    void shouldMaskAWrongPasswordThatPostgresRefuses() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        String role = "locked_" + System.nanoTime();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'right'");
        Path access = Path.of(database.rows("SHOW hba_file").get(0).get(0));
        String before = Files.readString(access);
        Files.writeString(
                access,
                "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + before,
                StandardOpenOption.TRUNCATE_EXISTING);
        database.rows("SELECT pg_reload_conf()");

        assertRefused(JdbcSink.<Item>into(database.url()).user(role), "password authentication failed");
    }

    @Test
    void shouldMaskAWrongPasswordThatH2Refuses() throws Exception {
        Fresh database = withTable(TestDatabase.H2.fresh());

        assertRefused(JdbcSink.<Item>into(database.url()).user("sa"), "Wrong user name or password");
    }

    private void assertRefused(JdbcSinkBuilder<Item> sink, String why) {
        assertThatThrownBy(() -> batches.open(sink.password(SECRET)
                        .table("items")
                        .retries(10, Durations.minutes(10))
                        .build()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("sink jdbc(items) could not connect to")
                .hasMessageContaining(why)
                .satisfies(error -> assertThat(Throwables.getStackTrace(error)).doesNotContain(SECRET));
    }

    @Test
    void shouldRefuseAnH2UserWhoMayNotHaveCommitsMadeDurable() throws Exception {
        Fresh database = withTable(TestDatabase.H2.fresh());
        database.execute(
                "CREATE USER clerk PASSWORD 'x'",
                "GRANT ALTER ANY SCHEMA TO clerk",
                "GRANT ALL ON SCHEMA PUBLIC TO clerk");

        assertThatThrownBy(() -> batches.open(JdbcSink.<Item>into(database.url())
                        .user("clerk")
                        .password("x")
                        .table("items")
                        .build()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("sink jdbc(items)")
                .hasMessageContaining("CHECKPOINT SYNC")
                .hasMessageContaining("Admin rights are required");
    }

    /** A checkpoint does not wait for what H2 has begun to write in the background. */
    @Test
    void shouldLeaveNothingThatIsCommittedForH2ToWriteInTheBackground(@TempDir Path folder) throws Exception {
        Fresh database = withTable(new Fresh("jdbc:h2:" + folder + "/durable", "sa", "", TestDatabase.H2));
        try (SinkSession<Item> session =
                batches.open(database.<Item>sink().table("items").build())) {
            batches.write(session, 1, items(0, 3));

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("MVStore") && name.contains(folder + "/durable"));
        }
    }

    /** The first insert answers when the client has long given up and sent it again. */
    @Test
    void shouldWriteOnceWhenTheDatabaseAnswersTooLate() throws Exception {
        Fresh database = slow(3);
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .timeout(Durations.seconds(1))
                .retries(100, Durations.milliseconds(10))
                .build();

        Batches.once(sink, items(0, 10));

        assertThat(database.number("SELECT last_value FROM asked")).isGreaterThan(1);
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
    }

    @Test
    void shouldWaitForADatabaseThatAnswersInTime() throws Exception {
        Fresh database = slow(2);
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .timeout(Durations.minutes(1))
                .retries(100, Durations.milliseconds(10))
                .build();

        Batches.once(sink, items(0, 10));

        assertThat(database.number("SELECT last_value FROM asked")).isEqualTo(1);
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
    }

    /** Its first insert takes some seconds; a sequence tells later ones. */
    private static Fresh slow(int seconds) throws Exception {
        Fresh database = withTable(TestDatabase.POSTGRESQL.fresh());
        database.execute(
                "CREATE SEQUENCE asked",
                "CREATE FUNCTION dawdle() RETURNS trigger AS $$ BEGIN IF nextval('asked') = 1 THEN PERFORM pg_sleep("
                        + seconds + "); END IF; RETURN NULL; END $$ LANGUAGE plpgsql",
                "CREATE TRIGGER dawdle AFTER INSERT ON items FOR EACH STATEMENT EXECUTE FUNCTION dawdle()");
        return database;
    }
}
