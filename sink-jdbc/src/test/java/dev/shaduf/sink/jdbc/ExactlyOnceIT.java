// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactlyOnceIT {
    private final Batches batches = new Batches();

    record Item(int id, String name) {}

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    private static Fresh withTable(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        database.execute("CREATE TABLE items (id INT NOT NULL, name VARCHAR(100))");
        return database;
    }

    @ParameterizedTest
    @EnumSource
    void shouldSkipThePartitionsThatCommittedWhenABatchIsReplayed(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink().table("items").build();
        try (SinkSession<Item> before = batches.open(sink)) {
            batches.prepare(before, 1, 0, items(0, 10));
            batches.prepare(before, 1, 2, items(20, 30));
        }
        try (SinkSession<Item> after = batches.open(sink, "output", 2)) {
            assertThat(after.recover(batches.batch(1))).isEqualTo(Recovery.NOT_COMMITTED);

            batches.write(after, 1, items(0, 10), items(10, 20), items(20, 30));

            assertThat(after.recover(batches.batch(1))).isEqualTo(Recovery.COMMITTED);
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(30);
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM items")).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeleteMarksBelowTheHorizonAndKeepTheOthers(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink().table("items").build();
        try (SinkSession<Item> session = batches.open(sink);
                SinkSession<Item> other = batches.open(sink, "other", 1)) {
            for (int number = 1; number <= 4; number++) {
                batches.write(session, number, items(number, number + 1), items(number + 10, number + 11));
            }
            batches.write(other, 1, items(0, 1));

            session.prune(new BatchId(batches.stream, 3));

            assertThat(database.rows("SELECT output_uid, batch_number, partition_number FROM shaduf_marks"
                            + " WHERE batch_number >= 0 ORDER BY 1, 2, 3"))
                    .extracting(row -> String.join("/", row))
                    .containsExactly(
                            "other/1/-1",
                            "other/1/0",
                            "output/3/-1",
                            "output/3/0",
                            "output/3/1",
                            "output/4/-1",
                            "output/4/0",
                            "output/4/1");
            assertThat(session.recover(batches.batch(3))).isEqualTo(Recovery.COMMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAReplacedRunEvenForABatchThatTheNewOneHasNotWritten(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink().table("items").build();
        try (SinkSession<Item> replaced = batches.open(sink, "output", 1);
                SinkSession<Item> latest = batches.open(sink, "output", 2)) {
            assertThatThrownBy(() -> batches.prepare(replaced, 7, 0, items(0, 10)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("newer run (epoch 2); this one (epoch 1) has been replaced");
            assertThatThrownBy(() -> replaced.commit(batches.batch(7), List.of()))
                    .hasMessageContaining("has been replaced");
            assertThatThrownBy(() -> batches.open(sink, "output", 1)).hasMessageContaining("has been replaced");

            batches.write(latest, 7, items(0, 3));
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAPartitionThatIsLargerThanTheBuffer(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .batchSize(70)
                .buffer(150, 1 << 20)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            SinkWriter<Item> aborted = session.writer(batches.batch(1), 0, 0);
            for (Item item : items(0, 400)) {
                aborted.write(item);
            }
            aborted.abort();
            assertThat(database.number("SELECT COUNT(*) FROM items")).isZero();

            batches.write(session, 1, items(0, 1_000));
            batches.write(session, 1, items(0, 1_000));
        }
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShareFewConnectionsAmongManyWriters(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .connections(3)
                .buffer(10, 1 << 20)
                .build();
        ExecutorService tasks = Executors.newFixedThreadPool(100);
        try (SinkSession<Item> session = batches.open(sink)) {
            List<Future<Serializable>> running = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int partition = i;
                running.add(tasks.submit(
                        () -> batches.prepare(session, 1, partition, items(partition * 20, partition * 20 + 20))));
            }
            for (Future<Serializable> task : running) {
                task.get();
            }
        } finally {
            tasks.shutdownNow();
        }
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM items")).isEqualTo(2_000);
    }
}
