// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import dev.shaduf.time.Durations;
import java.util.List;

/** The test that the guide shows. */
class WordCountTest {
    // tag::program[]
    @StreamingTest
    void shouldCountWordsOfTheLastTwoBatches(StreamHarness harness) throws Exception {
        PairDStream<String, Long> counts = harness.source(List.of("a", "b", "a"), List.of("b"), List.<String>of())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKeyAndWindow(Long::sum, Durations.seconds(2));
        CollectingSink<Tuple2<String, Long>> collected = harness.collect(counts);

        harness.runBatches(3);

        assertThat(collected.batches().get(1)).containsExactlyInAnyOrder(Tuple2.of("a", 2L), Tuple2.of("b", 2L));
        assertThat(collected.batches().get(2)).containsExactly(Tuple2.of("b", 1L));
    }
    // end::program[]
}
