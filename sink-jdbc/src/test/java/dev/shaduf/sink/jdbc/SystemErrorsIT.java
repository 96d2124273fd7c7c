// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Durations;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that are no fault of a row. */
class SystemErrorsIT {
    private final Batches batches = new Batches();
    private final ExecutorService tasks = Executors.newCachedThreadPool();

    record Item(int id, String name) {}

    @AfterEach
    void endTasks() {
        tasks.shutdownNow();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    private static Fresh withTable(Fresh database) throws Exception {
        database.execute("CREATE TABLE items (id INT NOT NULL PRIMARY KEY, name VARCHAR(100))");
        return database;
    }

    /** A sequence goes on when a transaction is rolled back, so the trigger knows how often it was asked. */
    private static Fresh failing(String state, int times) throws Exception {
        Fresh database = withTable(TestDatabase.POSTGRESQL.fresh());
        database.execute(
                "CREATE SEQUENCE asked",
                "CREATE FUNCTION fail() RETURNS trigger AS $$ BEGIN IF nextval('asked') <= " + times
                        + " THEN RAISE EXCEPTION 'as the test wants' USING ERRCODE = '" + state
                        + "'; END IF; RETURN NULL; END $$ LANGUAGE plpgsql",
                "CREATE TRIGGER fail AFTER INSERT ON items FOR EACH STATEMENT EXECUTE FUNCTION fail()");
        return database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "53100", "53200", "53300", "55P03", "57014", "58030", "25006"})
    void shouldTryATransactionAgain(String state) throws Exception {
        Fresh database = failing(state, 2);

        Batches.once(
                database.<Item>sink()
                        .table("items")
                        .retries(3, Durations.milliseconds(1))
                        .build(),
                items(0, 10));

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }

    @Test
    void shouldGiveUpAfterTheLastRetryAndNameWhatFailed() throws Exception {
        Fresh database = failing("40P01", 1_000);

        assertThatThrownBy(() -> Batches.once(
                        database.<Item>sink()
                                .table("items")
                                .retries(2, Durations.milliseconds(1))
                                .build(),
                        items(0, 10)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("sink jdbc(items) could not write batch")
                .hasMessageContaining("in 3 attempts")
                .hasMessageContaining("as the test wants");
        assertThat(database.number("SELECT COUNT(*) FROM items")).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM shaduf_marks WHERE batch_number >= 0"))
                .isZero();
    }

    @Test
    void shouldWaitByTheClockOfTheContext() throws Exception {
        Fresh database = failing("40P01", 1);
        ManualClock clock = new ManualClock();
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .retries(1, Durations.minutes(2))
                .build();
        try (SinkSession<Item> session = sink.open(new SinkContext(batches.stream, "output", 1, clock))) {
            Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 0, items(0, 10)));
            await().atMost(Duration.ofMinutes(1)).until(() -> database.number("SELECT last_value FROM asked") == 1);
            assertThat(writing).isNotDone();

            await().atMost(Duration.ofMinutes(1)).until(() -> {
                clock.advance(Durations.minutes(1));
                return writing.isDone();
            });

            writing.get();
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
    }

    @Test
    void shouldFailAtOnceWhenNothingWouldHelp() throws Exception {
        Fresh database = failing("42501", 1_000);

        assertThatThrownBy(() -> Batches.once(
                        database.<Item>sink()
                                .table("items")
                                .retries(10, Durations.minutes(10))
                                .build(),
                        items(0, 10)))
                .isInstanceOf(SQLException.class)
                .hasMessageNotContaining("attempts");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldSurviveWritersThatLockTheSameRowsInOppositeOrder(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind.fresh());
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .upsert("id")
                .batchSize(10)
                .retries(100, Durations.milliseconds(5))
                .build();
        List<Item> forward = items(0, 200);
        List<Item> backward = new ArrayList<>(forward);
        Collections.reverse(backward);

        try (SinkSession<Item> session = batches.open(sink)) {
            List<Future<Serializable>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int partition = i;
                running.add(tasks.submit(
                        () -> batches.prepare(session, 1, partition, partition % 2 == 0 ? forward : backward)));
            }
            for (Future<Serializable> task : running) {
                task.get();
            }
        }

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(200);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM shaduf_marks WHERE batch_number = 1"))
                .isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldWaitForARowThatSomebodyHasLocked(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind.fresh());
        database.execute("INSERT INTO items VALUES (1, 'locked')");
        JdbcSink<Item> sink = database.<Item>sink().table("items").upsert("id").build();
        try (SinkSession<Item> session = batches.open(sink);
                Connection rival = database.connect()) {
            rival.setAutoCommit(false);
            rival.createStatement().execute("UPDATE items SET name = 'rival' WHERE id = 1");

            Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 0, items(0, 3)));
            await().during(Duration.ofMillis(300)).until(() -> !writing.isDone());
            rival.commit();

            writing.get();
        }
        assertThat(database.rows("SELECT name FROM items ORDER BY id").stream()
                        .flatMap(List::stream)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("n0 n1 n2");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL,LOCK TABLE items IN ACCESS EXCLUSIVE MODE", "MARIADB,LOCK TABLES items WRITE"})
    void shouldWaitForATableThatSomebodyHasLocked(TestDatabase kind, String lock) throws Exception {
        Fresh database = withTable(kind.fresh());
        JdbcSink<Item> sink = database.<Item>sink().table("items").build();
        try (SinkSession<Item> session = batches.open(sink);
                Connection rival = database.connect()) {
            rival.setAutoCommit(false);
            rival.createStatement().execute(lock);

            Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 0, items(0, 3)));
            await().during(Duration.ofMillis(300)).until(() -> !writing.isDone());
            rival.close();

            writing.get();
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(3);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }

    @Test
    void shouldMakeDoWithTheConnectionsThatTheServerAllows() throws Exception {
        Fresh database = withTable(TestDatabase.POSTGRESQL.fresh());
        String role = "limited_" + System.nanoTime();
        database.execute(
                "CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 2",
                "GRANT ALL ON SCHEMA public TO " + role,
                "GRANT ALL ON items TO " + role);
        JdbcSink<Item> sink = JdbcSink.<Item>into(database.url())
                .user(role)
                .password("")
                .table("items")
                .connections(8)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            List<Future<Serializable>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int partition = i;
                running.add(tasks.submit(
                        () -> batches.prepare(session, 1, partition, items(partition * 10, partition * 10 + 10))));
            }
            for (Future<Serializable> task : running) {
                task.get();
            }
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(80);
    }

    @Test
    void shouldFindOutThatACommitWhoseAnswerWasLostTookPlace() throws Exception {
        DatabaseServer server = TestDatabase.POSTGRESQL.server();
        Fresh direct = withTable(TestDatabase.POSTGRESQL.fresh());
        try (FaultProxy proxy = new FaultProxy(server.port())) {
            JdbcSink<Item> sink = JdbcSink.<Item>into(direct.url().replace(":" + server.port(), ":" + proxy.port()))
                    .user("postgres")
                    .password("postgres")
                    .property("prepareThreshold", "0") // so that the proxy sees the word COMMIT each time
                    .table("items")
                    .retries(5, Durations.milliseconds(1))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                proxy.cutTheAnswerOfTheNextCommit();
                Serializable commit = batches.prepare(session, 1, 0, items(0, 10));
                assertThat(commit.toString()).contains("replay=true");

                proxy.cutTheAnswerOfTheNextCommit();
                session.commit(batches.batch(1), List.of(commit));
            }
            assertThat(proxy.cuts()).isEqualTo(2);
        }
        assertThat(direct.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
    }

    @Test
    void shouldFindOutThatALargePartitionWasCommitted() throws Exception {
        DatabaseServer server = TestDatabase.POSTGRESQL.server();
        Fresh direct = withTable(TestDatabase.POSTGRESQL.fresh());
        try (FaultProxy proxy = new FaultProxy(server.port())) {
            JdbcSink<Item> sink = JdbcSink.<Item>into(direct.url().replace(":" + server.port(), ":" + proxy.port()))
                    .user("postgres")
                    .password("postgres")
                    .property("prepareThreshold", "0")
                    .table("items")
                    .buffer(20, 1 << 20)
                    .retries(5, Durations.milliseconds(1))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                proxy.cutTheAnswerOfTheNextCommit();
                batches.prepare(session, 1, 0, items(0, 100));
            }
            assertThat(proxy.cuts()).isEqualTo(1);
        }
        assertThat(direct.number("SELECT COUNT(*) FROM items")).isEqualTo(100);
    }

    @Test
    void shouldTakeADatabaseThatDoesNotAnswerForLostAndGoOnWhenItDoes() throws Exception {
        DatabaseServer server = TestDatabase.POSTGRESQL.server();
        Fresh direct = withTable(TestDatabase.POSTGRESQL.fresh());
        try (FaultProxy proxy = new FaultProxy(server.port())) {
            JdbcSink<Item> sink = JdbcSink.<Item>into(direct.url().replace(":" + server.port(), ":" + proxy.port()))
                    .user("postgres")
                    .password("postgres")
                    .table("items")
                    .timeout(Durations.seconds(1))
                    .retries(100, Durations.milliseconds(10))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                proxy.stall(true);
                Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 0, items(0, 10)));
                await().during(Duration.ofMillis(1_500)).until(() -> !writing.isDone());
                proxy.stall(false);

                writing.get();
            }
        }
        assertThat(direct.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
    }

    /** As when a firewall forgets a connection: what is sent by it is lost, and another one works. */
    @Timeout(60)
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldGoOnByAnotherConnectionWhenOneIsSilentForEver(TestDatabase kind) throws Exception {
        DatabaseServer server = kind.server();
        Fresh direct = withTable(kind.fresh());
        try (FaultProxy proxy = new FaultProxy(server.port())) {
            JdbcSink<Item> sink = JdbcSink.<Item>into(direct.url().replace(":" + server.port(), ":" + proxy.port()))
                    .user(direct.user())
                    .password(direct.password())
                    .table("items")
                    .timeout(Durations.seconds(1))
                    .retries(100, Durations.milliseconds(10))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                batches.write(session, 1, items(0, 10));
                proxy.silencePresent();

                batches.write(session, 2, items(10, 20));
            }
        }
        assertThat(direct.number("SELECT COUNT(*) FROM items")).isEqualTo(20);
    }
}
