// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.testkit.CollectedBatch;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemoryCheckpoint;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a restart does with time, with what has waited, and with the space of a large state. */
@Timeout(60)
class RestartTest {
    private static final Duration SECOND = Durations.seconds(1);

    private final MemoryCheckpoint memory = new MemoryCheckpoint();
    private final String directory = TestStores.register(memory::open);
    private final ManualClock clock = new ManualClock();
    private final MemorySource<Integer> source = new MemorySource<>("numbers");
    private final CollectingSink<Integer> sink = new CollectingSink<>("numbers");

    private StreamHarness harness(String rate) {
        return StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", directory)
                .conf("shaduf.checkpoint.snapshot.bytes", "1g")
                .conf("shaduf.backpressure.enabled", "true")
                .conf("shaduf.backpressure.initial.rate", rate)
                .build();
    }

    private StreamHarness described(String rate) {
        StreamHarness harness = harness(rate);
        harness.stream(source).uid("numbers").sinkTo(sink).uid("out");
        return harness;
    }

    private void run(int batches) throws Exception {
        try (StreamHarness harness = described("1000")) {
            harness.runBatches(batches);
        }
    }

    @Test
    void shouldCatchUpUnderTheRateLimit() throws Exception {
        source.add(List.of(0));
        run(1);
        source.add(IntStream.rangeClosed(1, 100).boxed().toList());
        clock.advance(Durations.seconds(60));

        try (StreamHarness harness = described("10")) {
            harness.runBatches(2);
        }

        List<CollectedBatch<Integer>> batches = sink.collected();
        assertThat(batches.get(1).records()).hasSizeBetween(1, 10);
        assertThat(sink.records()).startsWith(0, 1, 2).doesNotContain(100);
    }

    @Test
    void shouldGoOnFromTheLastTimeWhenTheClockWasSetBackMeanwhile() throws Exception {
        source.add(List.of(1)).add(List.of(2)).add(List.of(3)).add(List.of(4));
        run(2);
        Time last = sink.collected().get(1).time();
        clock.setTime(last.minus(Durations.seconds(3_600)).milliseconds());

        try (StreamHarness harness = described("1000")) {
            harness.start();
            while (sink.collected().size() < 4) {
                clock.awaitWaiter(0);
                clock.advance(SECOND);
                Thread.yield();
            }
        }

        assertThat(sink.records()).containsExactly(1, 2, 3, 4);
        assertThat(sink.collected().stream().map(CollectedBatch::time))
                .startsWith(last.minus(SECOND), last, last.plus(SECOND), last.plus(SECOND.times(2)));
    }

    @Test
    void shouldTimeOutAfterARestartInTheBatchInWhichItIsDue() throws Exception {
        source.add(List.of(1)).add(List.of(2));
        timed(2);
        timed(1);
        timed(2);

        assertThat(sink.collected().stream().map(CollectedBatch::records).filter(records -> !records.isEmpty()))
                .containsExactly(List.of(-1), List.of(-2));
        assertThat(sink.collected().stream()
                        .filter(batch -> !batch.records().isEmpty())
                        .map(batch -> batch.time().milliseconds() / 1_000 % 10))
                .containsExactly(4L, 5L);
    }

    @Test
    void shouldTimeOutInTheFirstBatchWhatCameDueWhileTheProgramWasDown() throws Exception {
        source.add(List.of(1)).add(List.of(2));
        timed(2);
        clock.advance(Durations.seconds(60));

        timed(1);

        assertThat(sink.records()).containsExactlyInAnyOrder(-1, -2);
    }

    /** Yields the negative of a number three seconds after it came. */
    private void timed(int batches) throws Exception {
        try (StreamHarness harness = harness("1000")) {
            harness.stream(source)
                    .uid("numbers")
                    .mapToPair(n -> new Tuple2<>(n, 1))
                    .mapWithState(StateSpec.<Integer, Integer, Integer, Optional<Integer>>function((n, one, state) -> {
                                if (state.isTimingOut()) {
                                    return Optional.of(-n);
                                }
                                state.update(1);
                                return Optional.empty();
                            })
                            .timeout(Durations.seconds(3)))
                    .uid("timed")
                    .flatMap(result -> result.stream().iterator())
                    .sinkTo(sink)
                    .uid("out");
            harness.runBatches(batches);
        }
    }

    @Test
    void shouldWriteWhatABatchHasChangedAndNotTheWholeState() throws Exception {
        source.add(IntStream.range(0, 20_000).boxed().toList()).add(List.of(7));
        count(1);
        long all = journalBytes();
        count(2);

        assertThat(all).isGreaterThan(60_000);
        assertThat(journalBytes() - all).isLessThan(all / 20);
    }

    private void count(int batches) throws Exception {
        try (StreamHarness harness = harness("1000000")) {
            harness.stream(source)
                    .uid("numbers")
                    .mapToPair(n -> new Tuple2<>(n, 1L))
                    .<Long>updateStateByKey((ones, old) -> Optional.of(ones.size() + old.orElse(0L)))
                    .uid("counts")
                    .foreachRDD(rdd -> {});
            harness.runBatches(batches);
        }
    }

    private long journalBytes() throws IOException {
        try (CheckpointStore store = memory.open()) {
            return store.list("journal/").stream()
                    .mapToLong(CheckpointStore.SegmentInfo::length)
                    .sum();
        }
    }
}
