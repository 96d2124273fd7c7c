// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcLookupTest {
    private static Fresh products() throws Exception {
        Fresh database = TestDatabase.SQLITE.fresh();
        database.execute(
                "CREATE TABLE products (id TEXT, name TEXT, version INT)",
                "INSERT INTO products VALUES ('a', 'Apple', 1)");
        return database;
    }

    private static JdbcLookup.Builder<String, String> lookup(Fresh database) {
        return JdbcLookup.<String, String>from(database.url())
                .query("SELECT id, name FROM products")
                .row(row -> new Tuple2<>(row.getString(1), row.getString(2)));
    }

    private static PairDStream<String, Integer> pairs(StreamHarness harness) {
        return harness.source(List.of("a", "b"), List.of("a"), List.of("a")).mapToPair(id -> new Tuple2<>(id, 1));
    }

    @StreamingTest
    void shouldJoinRecordsWithTheRowsOfTheirKeys(StreamHarness harness) throws Exception {
        JdbcLookup<String, String> lookup = lookup(products()).build();
        var inner = harness.collect(lookup.join(pairs(harness)));
        var outer = harness.collect(lookup.leftOuterJoin(pairs(harness)));

        harness.runBatches(1);

        assertThat(inner.records()).containsExactly(new Tuple2<>("a", new Tuple2<>(1, "Apple")));
        assertThat(outer.records())
                .containsExactlyInAnyOrder(
                        new Tuple2<>("a", new Tuple2<>(1, Optional.of("Apple"))),
                        new Tuple2<>("b", new Tuple2<>(1, Optional.empty())));
    }

    @StreamingTest
    void shouldReadTheRowsAgainWhenTheyAreOld(StreamHarness harness) throws Exception {
        Fresh database = products();
        var found = harness.collect(
                lookup(database).refreshEvery(Durations.seconds(2)).build().join(pairs(harness)));
        harness.runBatches(1);
        database.execute("UPDATE products SET name = 'Apfel'");

        harness.runBatches(1);
        assertThat(found.records()).last().isEqualTo(new Tuple2<>("a", new Tuple2<>(1, "Apple")));
        harness.runBatches(1);
        assertThat(found.records()).last().isEqualTo(new Tuple2<>("a", new Tuple2<>(1, "Apfel")));
    }

    @StreamingTest
    void shouldReadTheRowsAgainOnlyWhenTheirVersionChanges(StreamHarness harness) throws Exception {
        Fresh database = products();
        var found = harness.collect(lookup(database)
                .refreshEvery(Durations.seconds(1))
                .versionedBy("SELECT MAX(version) FROM products")
                .build()
                .join(pairs(harness)));
        harness.runBatches(1);
        database.execute("UPDATE products SET name = 'Apfel'");

        harness.runBatches(1);
        assertThat(found.records()).last().isEqualTo(new Tuple2<>("a", new Tuple2<>(1, "Apple")));
        database.execute("UPDATE products SET version = 2");
        harness.runBatches(1);
        assertThat(found.records()).last().isEqualTo(new Tuple2<>("a", new Tuple2<>(1, "Apfel")));
    }

    @StreamingTest
    void shouldFailTheBatchWhenTheRowsCannotBeRead(StreamHarness harness) throws Exception {
        harness.collect(lookup(products())
                .query("SELECT id, nonsense FROM products")
                .build()
                .join(pairs(harness)));

        assertThatThrownBy(() -> harness.runBatches(1)).hasMessageContaining("lookup in jdbc:sqlite:");
    }

    @StreamingTest
    void shouldSayThatAValueIsNull(StreamHarness harness) throws Exception {
        Fresh database = products();
        database.execute("INSERT INTO products VALUES ('b', NULL, 1)");
        harness.collect(lookup(database).build().join(pairs(harness)));

        assertThatThrownBy(() -> harness.runBatches(1)).hasMessageContaining("may not be null");
    }

    @Test
    void shouldNameTheArtifactOfAMissingDriver() {
        assertThatThrownBy(() -> JdbcLookup.<String, String>from("jdbc:oracle:thin:shop/s3cret@db:1521/x")
                        .query("SELECT id, name FROM products")
                        .row(row -> new Tuple2<>(row.getString(1), row.getString(2)))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("add the artifact com.oracle.database.jdbc:ojdbc11")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        assertThatThrownBy(() -> JdbcLookup.from("http://x").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("must begin with 'jdbc:'")
                .hasMessageContaining("there is no query")
                .hasMessageContaining("how a row is read");
    }
}
