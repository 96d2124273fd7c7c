// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceRateTest {
    private static final long MB = 1L << 20;
    private static final long MILLI = 1_000_000;

    private final StreamingConf conf = new StreamingConf(false);
    private long now;

    private record Files(long records, long bytes) implements SourceRange {
        @Override
        public String describe() {
            return bytes + " bytes";
        }
    }

    private SourceRate rate(long intervalMillis) {
        return SourceRate.of(conf, new Duration(intervalMillis), 4);
    }

    private void batch(SourceRate rate, Files files, long millis) {
        rate.planned(files);
        now += 1_000;
        rate.completed(new InputPlan.Range(files, 1), new BatchTiming(now * MILLI, millis * MILLI, 0));
    }

    @Test
    void shouldBeginWith256MegabytesWhateverTheInterval() {
        assertThat(rate(1_000).next().orElseThrow().bytes()).isEqualTo(256 * MB);
        assertThat(rate(50).next().orElseThrow().bytes()).isEqualTo(256 * MB);
    }

    @Test
    void shouldBeginWithTheFirstRateForEachLane() {
        SourceRate rate = rate(1_000);

        rate.begin(3);

        assertThat(rate.next().orElseThrow().records()).isEqualTo(30_000);
    }

    @Test
    void shouldBeginWithNoMoreLanesThanTasksRunAtATime() {
        SourceRate rate = rate(1_000);

        rate.begin(500);

        assertThat(rate.next().orElseThrow().records()).isEqualTo(40_000);
    }

    @Test
    void shouldGrowTheBytesWhileBatchesAreEasy() {
        SourceRate rate = rate(1_000);

        batch(rate, new Files(-1, 256 * MB), 499);
        assertThat(rate.next().orElseThrow().bytes()).isBetween(1_024 * MB, 1_028 * MB);
        batch(rate, new Files(-1, 512 * MB), 499);
        assertThat(rate.next().orElseThrow().bytes()).isBetween(2_048 * MB, 2_056 * MB);
    }

    @Test
    void shouldFallToTheBytesThatAreProcessedInAnInterval() {
        SourceRate rate = rate(1_000);
        batch(rate, new Files(-1, 100 * MB), 5_000);

        batch(rate, new Files(-1, 200 * MB), 4_000);

        assertThat(rate.next().orElseThrow().bytes()).isBetween(50 * MB - 1, 50 * MB + 1);
    }

    @Test
    void shouldNotLimitTheBytesOfASourceThatCountsItsRecords() {
        SourceRate rate = rate(1_000);

        batch(rate, new Files(1_000, -1), 10);

        assertThat(rate.next().orElseThrow()).isEqualTo(new ReadLimit(10_000, Long.MAX_VALUE));
    }

    @Test
    void shouldHoldARateBelowARecordPerBatchOverManyBatches() {
        conf.set("shaduf.receiver.max.rate", "4");
        SourceRate rate = rate(100);

        assertThat(records(rate, 1_000)).isBetween(399L, 401L);
    }

    @Test
    void shouldHoldARateOfRecordsAndAPartOverManyBatches() {
        conf.set("shaduf.receiver.max.rate", "15");
        SourceRate rate = rate(100);

        assertThat(records(rate, 1_000)).isBetween(1_499L, 1_501L);
    }

    @Test
    void shouldLetInTheNextRecordAtOnceAndOneAloneWhenTheSourceHadNothing() {
        conf.set("shaduf.receiver.max.rate", "1");
        SourceRate rate = rate(100);
        records(rate, 100);
        for (int i = 0; i < 100; i++) {
            rate.next().ifPresent(limit -> rate.nothing());
        }

        assertThat(records(rate, 1)).isEqualTo(1);
        assertThat(records(rate, 9)).isZero();
    }

    @Test
    void shouldNotHoldBackASourceThatKnowsBytesAlone() {
        conf.set("shaduf.receiver.max.rate", "1");
        SourceRate rate = rate(100);

        for (int i = 0; i < 100; i++) {
            batch(rate, new Files(-1, MB), 10);
            assertThat(rate.next()).isPresent();
        }
    }

    /** Returns the records that a source with more than it is asked for gives to some batches. */
    private static long records(SourceRate rate, int batches) {
        long all = 0;
        for (int i = 0; i < batches; i++) {
            Optional<ReadLimit> limit = rate.next();
            if (limit.isPresent()) {
                rate.planned(new Files(limit.get().records(), -1));
                all += limit.get().records();
            }
        }
        return all;
    }

    @Test
    void shouldLimitNothingWithoutBackPressure() {
        conf.set("shaduf.backpressure.enabled", "false");

        assertThat(rate(1_000).next().orElseThrow()).isEqualTo(ReadLimit.NONE);
    }
}
