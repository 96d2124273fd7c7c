// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.Shared;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A listener is told the same, in the same order, whatever engine runs the program. */
class EventsOnClusterIT {
    @Test
    void shouldTellListenersWhatTheyAreToldLocally() throws Exception {
        List<String> there = heard(System.getProperty("semantics.master"));

        assertThat(there).containsExactlyElementsOf(heard("local[2]"));
        assertThat(there)
                .anyMatch(event -> event.startsWith("completed batch 1 ") && event.contains("inputs [3, 2]"))
                .anyMatch(event -> event.startsWith("completed output") && event.contains("no 13"))
                .anyMatch(event -> event.startsWith("completed batch 3 ") && event.contains("attempt 2"))
                .anyMatch(event -> event.startsWith("gap of 2 "));
    }

    @Test
    void shouldTellListenersOfABatchThatFailsForGood() throws Exception {
        List<String> there = failed(System.getProperty("semantics.master"));

        assertThat(there)
                .containsExactlyElementsOf(failed("local[2]"))
                .anyMatch(event -> event.startsWith("failed batch 2 ") && event.endsWith("IOException: no 13"));
    }

    private static List<String> failed(String master) throws Exception {
        HeardEvents heard = new HeardEvents();
        try (StreamHarness harness = StreamHarness.builder().master(master).build()) {
            harness.context().addStreamingListener(heard);
            harness.source(List.of(1), List.of(13))
                    .map(number -> {
                        if (number == 13) {
                            throw new IOException("no " + number);
                        }
                        return number;
                    })
                    .foreachRDD(rdd -> rdd.count());

            assertThatThrownBy(() -> harness.runBatches(2)).hasMessage("no 13");
        }
        return heard.events();
    }

    /** Runs two inputs, a shuffle, a state and three outputs; a function fails once, and times are passed over. */
    private static List<String> heard(String master) throws Exception {
        HeardEvents heard = new HeardEvents();
        Shared<AtomicInteger> failures = new Shared<>(new AtomicInteger());
        MemorySource<String> words = new MemorySource<String>("words")
                .addPartitions(List.of(List.of("a", "b"), List.of("a")))
                .addNothing()
                .add(List.of("c"));
        MemorySource<Integer> numbers = new MemorySource<Integer>("numbers")
                .add(List.of(1, 2))
                .addNothing()
                .add(List.of(13));
        try (StreamHarness harness = StreamHarness.builder().master(master).build()) {
            harness.context().addStreamingListener(heard);
            PairDStream<String, Integer> ones = harness.stream(words).mapToPair(word -> new Tuple2<>(word, 1));
            harness.collect(ones.reduceByKey(Integer::sum, 3));
            harness.collect(
                    ones.<Integer>updateStateByKey((values, old) -> Optional.of(old.orElse(0) + values.size())));
            harness.stream(numbers)
                    .map(number -> {
                        if (number == 13 && failures.call(AtomicInteger::incrementAndGet) == 1) {
                            throw new IOException("no " + number);
                        }
                        return number;
                    })
                    .foreachRDD(rdd -> rdd.count());

            harness.runBatches(4);
            harness.clock()
                    .awaitWaiter(harness.lastBatch().plus(Durations.seconds(1)).milliseconds(), 20, TimeUnit.SECONDS);
            harness.clock().advance(Durations.seconds(3));
            while (harness.lastBatch().before(harness.clock().now())) {
                harness.runBatches(1);
            }
        }
        return heard.events();
    }
}
