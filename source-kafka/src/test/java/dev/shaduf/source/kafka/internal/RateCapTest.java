// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.time.Durations;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateCapTest {
    @Test
    void shouldKeepToARateOfLessThanARecordInABatch() {
        RateCap cap = new RateCap(10, Durations.milliseconds(5));

        assertThat(LongStream.generate(cap::next).limit(2_000).sum()).isBetween(99L, 100L);
    }

    @Test
    void shouldLoseNothingOfARateByRounding() {
        RateCap cap = new RateCap(1_500, Durations.milliseconds(1));

        assertThat(LongStream.generate(cap::next).limit(1_000).sum()).isEqualTo(1_500);
    }

    @Test
    void shouldAllowAnythingWithoutARate() {
        assertThat(new RateCap(0, Durations.milliseconds(5)).next()).isEqualTo(Long.MAX_VALUE);
    }
}
