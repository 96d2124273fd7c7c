// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import dev.shaduf.time.Durations;
import java.util.List;

/** Lookups in a server. */
class JdbcLookupIT {
    private static JdbcLookup.Builder<String, String> lookup(String query) throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        return JdbcLookup.<String, String>from(database.url())
                .user(database.user(), database.password())
                .query(query)
                .row(row -> new Tuple2<>(row.getString(1), row.getString(2)));
    }

    private static void run(StreamHarness harness, JdbcLookup<String, String> lookup) throws Exception {
        harness.collect(lookup.join(harness.source(List.of("a")).mapToPair(id -> new Tuple2<>(id, 1))));
        harness.runBatches(1);
    }

    @StreamingTest
    void shouldFailTheBatchWhenTheDatabaseDoesNotAnswer(StreamHarness harness) throws Exception {
        JdbcLookup<String, String> lookup = lookup("SELECT 'a', pg_sleep(600)::text")
                .timeout(Durations.seconds(1))
                .build();

        assertThatThrownBy(() -> run(harness, lookup)).hasMessageContaining("lookup in jdbc:postgresql:");
    }

    /** All of them would not fit into the memory of a test. */
    @StreamingTest
    void shouldNotHoldAllRowsOfTheServerWhileItReadsThem(StreamHarness harness) throws Exception {
        JdbcLookup<String, String> lookup = lookup("SELECT i, repeat('x', 2000) FROM generate_series(1, 1000000) AS i")
                .row(row -> {
                    throw new IllegalStateException("the first row is enough");
                })
                .build();

        assertThatThrownBy(() -> run(harness, lookup)).hasStackTraceContaining("the first row is enough");
    }
}
