// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordCountTest {
    @Test
    void shouldCountWordsByAManualClock() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Tuple2<String, Integer>> counts =
                    harness.collect(WordCount.counts(harness.source(List.of("a b a"), List.of("c"))));

            harness.runBatches(2);

            assertEquals(
                    Set.of(new Tuple2<>("a", 2), new Tuple2<>("b", 1)),
                    Set.copyOf(counts.batches().get(0)));
            assertEquals(List.of(new Tuple2<>("c", 1)), counts.batches().get(1));
        }
    }

    @Test
    void shouldCountWordsByTheRealClock() throws Exception {
        assertEquals(Map.of("a", 2, "b", 1), WordCount.ofOneBatch(List.of("a b", "a")));
        System.out.println("counted words");
    }
}
