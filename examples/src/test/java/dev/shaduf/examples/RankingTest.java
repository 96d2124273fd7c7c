// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.util.List;

class RankingTest {
    @StreamingTest
    void shouldRankThePagesOfEachBatch(StreamHarness harness) throws Exception {
        RDD<String> ignored = harness.context().context().parallelize(List.of("/robots.txt"), 1);
        CollectingSink<Tuple2<String, Long>> ranked = harness.collect(Ranking.busiest(
                harness.source(List.of("/a", "/b", "/a", "/robots.txt", "/c", "/b", "/a"), List.<String>of()),
                ignored,
                2));

        harness.runBatches(2);

        assertThat(ranked.batches().get(0)).containsExactly(Tuple2.of("/a", 3L), Tuple2.of("/b", 2L));
        assertThat(ranked.batches().get(1)).isEmpty();
    }
}
