// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final StubClock clock = new StubClock();

    @Test
    void shouldGiveOutWhatHasAddedUpAndThenNothing() {
        RateLimiter limiter = new RateLimiter(clock, 10_000, 0.1);

        assertThat(takeAll(limiter)).isEqualTo(1_000);
        assertThat(limiter.take()).isZero();
    }

    @Test
    void shouldFillUpAtItsRateButNotBeyondItsBurst() {
        RateLimiter limiter = new RateLimiter(clock, 10_000, 0.1);
        takeAll(limiter);
        clock.advance(5);
        assertThat(takeAll(limiter)).isEqualTo(50);

        clock.advance(60_000);

        assertThat(takeAll(limiter)).isEqualTo(1_000);
    }

    @Test
    void shouldKeepARateOverManySmallSteps() {
        RateLimiter limiter = new RateLimiter(clock, 1_234, 0.005);
        takeAll(limiter);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            clock.advance(1);
            taken += takeAll(limiter);
        }

        assertThat(taken).isBetween(12_330, 12_340);
    }

    @Test
    void shouldSayWhenAskingAgainIsWorthwhile() {
        RateLimiter limiter = new RateLimiter(clock, 100, 0.01);
        takeAll(limiter);

        assertThat(limiter.nanosUntilPermits()).isEqualTo(10_000_000);
        clock.advance(10);
        assertThat(limiter.nanosUntilPermits()).isZero();
        assertThat(limiter.take()).isEqualTo(1);
    }

    @Test
    void shouldFollowAChangeOfTheRate() {
        RateLimiter limiter = new RateLimiter(clock, Double.POSITIVE_INFINITY, 0.1);
        assertThat(limiter.take()).isPositive();
        assertThat(limiter.nanosUntilPermits()).isZero();

        limiter.rate(1_000);
        assertThat(limiter.take()).isZero();
        clock.advance(50);
        assertThat(takeAll(limiter)).isEqualTo(50);
        limiter.rate(Double.POSITIVE_INFINITY);
        assertThat(limiter.take()).isPositive();
    }

    @Test
    void shouldLetASlowRateGiveOutSingleRecords() {
        RateLimiter limiter = new RateLimiter(clock, 0.5, 0.2);
        assertThat(takeAll(limiter)).isEqualTo(1);
        clock.advance(1_999);
        assertThat(limiter.take()).isZero();
        clock.advance(1);
        assertThat(limiter.take()).isEqualTo(1);
    }

    private static int takeAll(RateLimiter limiter) {
        int all = 0;
        int taken = limiter.take();
        while (taken > 0) {
            all += taken;
            taken = limiter.take();
        }
        return all;
    }
}
