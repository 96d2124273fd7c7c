// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Durations;
import java.io.Serializable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database dies by SIGKILL and comes back with the same data on the same port. */
class DatabaseKilledIT {
    private final Batches batches = new Batches();
    private final ExecutorService tasks = Executors.newCachedThreadPool();

    record Item(int id, String name) {}

    @AfterEach
    void endTasks() {
        tasks.shutdownNow();
    }

    private static Fresh withTable(TestDatabase kind, DatabaseServer server) throws Exception {
        server.create("shop");
        Fresh database = kind.of(server, "shop");
        database.execute("CREATE TABLE items (id INT NOT NULL, name VARCHAR(100))");
        return database;
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldFinishTheBatchWhenTheDatabaseComesBack(TestDatabase kind) throws Exception {
        try (DatabaseServer server = kind.start()) {
            Fresh database = withTable(kind, server);
            JdbcSink<Item> sink = database.<Item>sink()
                    .table("items")
                    .retries(1_000, Durations.milliseconds(50))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                batches.prepare(session, 1, 0, items(0, 10));
                server.kill();
                Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 1, items(10, 20)));
                server.restart();

                Serializable second = writing.get();
                session.commit(batches.batch(1), List.of(second));

                assertThat(session.recover(batches.batch(1))).isEqualTo(Recovery.COMMITTED);
            }
            assertThat(database.number("SELECT COUNT(DISTINCT id) FROM items")).isEqualTo(20);
            assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldWaitForTheDatabaseAtAStartThatIsNotTheFirst(TestDatabase kind) throws Exception {
        try (DatabaseServer server = kind.start()) {
            Fresh database = withTable(kind, server);
            JdbcSink<Item> sink = database.<Item>sink().table("items").build();
            batches.open(sink).close();
            server.kill();
            ManualClock clock = new ManualClock(1_000);

            Future<SinkSession<Item>> opening =
                    tasks.submit(() -> sink.open(new SinkContext(batches.stream, "output", 2, clock)));
            await().atMost(Duration.ofMinutes(1)).until(() -> !clock.waiters().isEmpty());
            server.restart();
            clock.advance(Durations.minutes(1));

            try (SinkSession<Item> session = opening.get()) {
                batches.write(session, 1, items(0, 10));
            }
            assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void shouldFailTheAttemptOfALargePartitionAndWriteItOnceWhenItIsRunAgain(TestDatabase kind) throws Exception {
        try (DatabaseServer server = kind.start()) {
            Fresh database = withTable(kind, server);
            JdbcSink<Item> sink = database.<Item>sink()
                    .table("items")
                    .batchSize(10)
                    .buffer(20, 1 << 20)
                    .retries(1_000, Durations.milliseconds(50))
                    .build();
            try (SinkSession<Item> session = batches.open(sink)) {
                SinkWriter<Item> writer = session.writer(batches.batch(1), 0, 0);
                for (Item item : items(0, 45)) {
                    writer.write(item);
                }
                server.kill();
                assertThatThrownBy(writer::prepare)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("sink jdbc(items)");
                writer.abort();
                server.restart();

                assertThat(session.recover(batches.batch(1))).isEqualTo(Recovery.NOT_COMMITTED);
                batches.write(session, 1, items(0, 45));
            }
            assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(45);
        }
    }
}
