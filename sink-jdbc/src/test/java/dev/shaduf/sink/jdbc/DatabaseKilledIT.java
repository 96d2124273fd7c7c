// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.Durations;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies by SIGKILL and comes back with the same data on the same port. */
class DatabaseKilledIT {
    private final Batches batches = new Batches();
    private final ExecutorService tasks = Executors.newCachedThreadPool();
    private final Path data = TestDatabase.folder().resolve("killed-" + UUID.randomUUID());
    private PostgresServer server;
    private Fresh database;

    record Item(int id, String name) {}

    @BeforeEach
    void start() throws Exception {
        server = PostgresServer.start(data, 0, false);
        database = server.database("postgres");
        database.execute("CREATE TABLE items (id INT NOT NULL, name VARCHAR(100))");
    }

    @AfterEach
    void stop() {
        tasks.shutdownNow();
        server.close();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    private void kill() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !postmaster.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void restart() throws Exception {
        int port = server.port();
        server.close();
        server = PostgresServer.start(data, port, false);
    }

    @Test
    void shouldFinishTheBatchWhenTheDatabaseComesBack() throws Exception {
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .retries(1_000, Durations.milliseconds(50))
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            batches.prepare(session, 1, 0, items(0, 10));
            kill();
            Future<Serializable> writing = tasks.submit(() -> batches.prepare(session, 1, 1, items(10, 20)));
            restart();

            Serializable second = writing.get();
            session.commit(batches.batch(1), List.of(second));

            assertThat(session.recover(batches.batch(1))).isEqualTo(Recovery.COMMITTED);
        }
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM items")).isEqualTo(20);
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(20);
    }

    @Test
    void shouldFailTheAttemptOfALargePartitionAndWriteItOnceWhenItIsRunAgain() throws Exception {
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
            kill();
            assertThatThrownBy(writer::prepare)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("sink jdbc(items)");
            writer.abort();
            restart();

            assertThat(session.recover(batches.batch(1))).isEqualTo(Recovery.NOT_COMMITTED);
            batches.write(session, 1, items(0, 45));
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(45);
    }
}
