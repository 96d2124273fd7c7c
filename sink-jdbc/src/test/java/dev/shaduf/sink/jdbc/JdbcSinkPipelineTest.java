// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

class JdbcSinkPipelineTest {
    @StreamingTest
    void shouldWriteABatchOnceWhenItIsTriedAgain(StreamHarness harness) throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE numbers (n INT)");
        AtomicBoolean failed = new AtomicBoolean();
        harness.source(List.of(1, 2, 3, 4), List.of(), List.of(5))
                .repartition(3)
                .map(n -> {
                    if (n == 3 && failed.compareAndSet(false, true)) {
                        throw new IOException("once");
                    }
                    return n;
                })
                .sinkTo(database.<Integer>sink()
                        .table("numbers")
                        .column("n", n -> n)
                        .build());

        harness.runBatches(3);

        assertThat(failed).isTrue();
        assertThat(database.rows("SELECT n FROM numbers ORDER BY n"))
                .extracting(row -> row.get(0))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @StreamingTest
    void shouldMapPairsByTheNamesOfTheirComponents(StreamHarness harness) throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE pairs (_1 VARCHAR PRIMARY KEY, _2 BIGINT)");
        harness.source(List.of("a", "b", "a"))
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum)
                .sinkTo(
                        "jdbc",
                        Map.of(
                                "connection.url",
                                database.url(),
                                "connection.user",
                                "sa",
                                "table.name.format",
                                "pairs"));

        harness.runBatches(1);

        assertThat(database.rows("SELECT * FROM pairs ORDER BY 1"))
                .containsExactly(List.of("a", "2"), List.of("b", "1"));
    }
}
