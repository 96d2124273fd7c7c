// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Duration;
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
        assertThat(rate(1_000).limit().bytes()).isEqualTo(256 * MB);
        assertThat(rate(50).limit().bytes()).isEqualTo(256 * MB);
    }

    @Test
    void shouldBeginWithTheFirstRateForEachLane() {
        SourceRate rate = rate(1_000);

        rate.begin(3);

        assertThat(rate.limit().records()).isEqualTo(30_000);
    }

    @Test
    void shouldBeginWithNoMoreLanesThanTasksRunAtATime() {
        SourceRate rate = rate(1_000);

        rate.begin(500);

        assertThat(rate.limit().records()).isEqualTo(40_000);
    }

    @Test
    void shouldGrowTheBytesWhileBatchesAreEasy() {
        SourceRate rate = rate(1_000);

        batch(rate, new Files(-1, 256 * MB), 499);
        assertThat(rate.limit().bytes()).isBetween(1_024 * MB, 1_028 * MB);
        batch(rate, new Files(-1, 512 * MB), 499);
        assertThat(rate.limit().bytes()).isBetween(2_048 * MB, 2_056 * MB);
    }

    @Test
    void shouldFallToTheBytesThatAreProcessedInAnInterval() {
        SourceRate rate = rate(1_000);
        batch(rate, new Files(-1, 100 * MB), 5_000);

        batch(rate, new Files(-1, 200 * MB), 4_000);

        assertThat(rate.limit().bytes()).isBetween(50 * MB - 1, 50 * MB + 1);
    }

    @Test
    void shouldNotLimitTheBytesOfASourceThatCountsItsRecords() {
        SourceRate rate = rate(1_000);

        batch(rate, new Files(1_000, -1), 10);

        assertThat(rate.limit()).isEqualTo(new ReadLimit(10_000, Long.MAX_VALUE));
    }

    @Test
    void shouldLimitNothingWithoutBackPressure() {
        conf.set("shaduf.backpressure.enabled", "false");

        assertThat(rate(1_000).limit()).isEqualTo(ReadLimit.NONE);
    }
}
