// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SystemClockTest {
    private final Clock clock = Clock.system();

    @Test
    void shouldReturnAtOnceWhenTheTimeIsOver() throws Exception {
        clock.waitUntil(0);
        assertThat(clock.currentTimeMillis()).isPositive();
    }

    @Test
    void shouldWaitUntilTheTimeHasCome() throws Exception {
        long due = clock.currentTimeMillis() + 20;
        clock.waitUntil(due);
        assertThat(clock.currentTimeMillis()).isGreaterThanOrEqualTo(due);
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.waitUntil(Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldMeasureWithoutGoingBack() {
        long before = clock.nanoTime();
        assertThat(clock.nanoTime()).isGreaterThanOrEqualTo(before);
    }
}
