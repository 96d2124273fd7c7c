// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.listener.StreamInputInfo;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobFiguresTest {
    private static final UUID STREAM = new UUID(1, 2);

    private final JobFigures figures = new JobFigures(100, new Duration(500));

    @Test
    void shouldHaveNoDelaysWhenNoBatchHasEnded() {
        assertThat(figures.delay(BatchInfo::processingDelayNanos)).isEqualTo(DelayStatus.NONE);
        assertThat(figures.counts().recordsPerSecond()).isZero();
    }

    @Test
    void shouldKnowTheDistributionOfDelays() {
        for (int i = 1; i <= 100; i++) {
            figures.completed(batch(i, 0));
        }

        assertThat(figures.delay(BatchInfo::processingDelayNanos)).isEqualTo(new DelayStatus(100, 50, 95, 99, 100));
    }

    @Test
    void shouldKeepTheLastBatchesOnly() {
        for (int i = 1; i <= 150; i++) {
            figures.completed(batch(i, 1));
        }

        assertThat(figures.batches()).hasSize(100);
        assertThat(figures.batches().get(0).id().number()).isEqualTo(51);
        assertThat(figures.counts().completed()).isEqualTo(150);
        assertThat(figures.counts().records()).isEqualTo(150);
    }

    @Test
    void shouldMeasureSpeedInTimeOfBatches() {
        for (int i = 1; i <= 20; i++) {
            figures.completed(batch(i, 50));
        }

        assertThat(figures.counts().recordsPerSecond()).isEqualTo(100);
    }

    private static BatchInfo batch(int number, long records) {
        return new BatchInfo(
                new BatchId(STREAM, number),
                new Time(500L * number),
                1,
                Map.of(0, new StreamInputInfo(0, records, Map.of())),
                0,
                0,
                0,
                0,
                number,
                Map.of());
    }
}
