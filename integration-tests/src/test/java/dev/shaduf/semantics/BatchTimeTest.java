// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.MASTER;
import static dev.shaduf.semantics.Semantics.ZERO;
import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.testkit.CollectedBatch;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When batches are, and at which of them a stream has an RDD. */
@SemanticsTest
class BatchTimeTest {
    @Test
    void shouldRunTheFirstBatchAtTheNextMultipleOfTheIntervalSinceTheEpoch() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .master(MASTER)
                .batchInterval(Durations.milliseconds(700))
                .clock(new ManualClock(1_000_000_000_123L))
                .build()) {
            var sink = harness.collect(words(harness, "a", "b"));

            harness.runBatches(2);

            assertThat(sink.collected())
                    .extracting(CollectedBatch::time)
                    .containsExactly(new Time(1_000_000_000_300L), new Time(1_000_000_001_000L));
        }
    }

    @Test
    void shouldRunTheFirstBatchOneIntervalLaterWhenTheClockStandsOnAMultiple(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a"));

        harness.runBatches(1);

        assertThat(sink.collected()).extracting(CollectedBatch::time).containsExactly(batch(1));
    }

    @Test
    void shouldCountSlidesFromTheZeroTimeAndNotFromTheEpoch() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .master(MASTER)
                .clock(new ManualClock(ZERO.milliseconds() + 1_000))
                .build()) {
            var sink = harness.collect(words(harness, "a", "b", "c", "d").window(seconds(2), seconds(2)));

            harness.runBatches(4);

            assertThat(sink.collected()).extracting(CollectedBatch::time).containsExactly(batch(3), batch(5));
        }
    }

    @Test
    void shouldSlideEveryThirdBatchFromTheThird(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                words(harness, "a", "b", "c", "d", "e", "f", "g").window(seconds(3), seconds(3)));

        harness.runBatches(7);

        assertThat(numbered(sink)).containsExactly("3: a b c", "6: d e f");
    }

    @Test
    void shouldGiveFunctionsTheTimeOfTheBatch(StreamHarness harness) throws Exception {
        List<Time> times = new ArrayList<>();
        words(harness, "a").foreachRDD((rdd, time) -> times.add(time));

        harness.runBatches(3);

        assertThat(times).containsExactly(batch(1), batch(2), batch(3));
    }

    @Test
    void shouldRunOutputsOfSlowerStreamsOnlyWhenTheySlide(StreamHarness harness) throws Exception {
        List<String> runs = new ArrayList<>();
        var input = words(harness, "a", "b", "c", "d");
        input.window(seconds(2), seconds(2)).foreachRDD(rdd -> runs.add("slow"));
        input.foreachRDD(rdd -> runs.add("fast"));

        harness.runBatches(4);

        assertThat(runs).containsExactly("fast", "slow", "fast", "fast", "slow", "fast");
    }

    @Test
    void shouldKeepTimesGrowingWhenTheClockIsSetBack(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c"));
        harness.runBatches(1);

        harness.clock().setTime(ZERO.milliseconds() - 3_600_000);
        harness.clock().advance(seconds(1));
        harness.clock().awaitWaiter(harness.clock().now().plus(seconds(1)).milliseconds(), 20, TimeUnit.SECONDS);
        harness.clock().advance(seconds(1));
        sink.awaitRecords(2, seconds(20));

        assertThat(numbered(sink)).startsWith("1: a", "2: b");
    }
}
