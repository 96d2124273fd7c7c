// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PidRateEstimatorTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldGiveNoEstimateForTheFirstWindow() {
        assertThat(estimator(1, 0.2, 0).estimate(1_000 * MILLI, 100, SECOND, 0)).isEmpty();
    }

    @Test
    void shouldGiveNoneWithoutRecordsTimeOrProgress() {
        PidRateEstimator estimator = estimator(1, 0.2, 0);
        estimator.estimate(1_000 * MILLI, 100, SECOND, 0);

        assertThat(estimator.estimate(2_000 * MILLI, 0, SECOND, 0)).isEmpty();
        assertThat(estimator.estimate(2_000 * MILLI, 100, 0, 0)).isEmpty();
        assertThat(estimator.estimate(1_000 * MILLI, 100, SECOND, 0)).isEmpty();
        assertThat(estimator.estimate(999 * MILLI, 100, SECOND, 0)).isEmpty();
    }

    @Test
    void shouldFollowTheSpeedOfProcessing() {
        PidRateEstimator estimator = estimator(1, 0, 0);
        estimator.estimate(1_000 * MILLI, 1_000, SECOND, 0);

        assertThat(estimator.estimate(2_000 * MILLI, 5_000, SECOND, 0)).hasValue(5_000);
        assertThat(estimator.estimate(3_000 * MILLI, 5_000, 2 * SECOND, 0)).hasValue(2_500);
    }

    @Test
    void shouldLowerTheRateByWhatHadToWait() {
        PidRateEstimator estimator = estimator(1, 0.2, 0);
        estimator.estimate(1_000 * MILLI, 1_000, SECOND, 0);

        // 1000 records/s, one interval of delay: 1000 records wait, a fifth of them count
        assertThat(estimator.estimate(2_000 * MILLI, 1_000, SECOND, SECOND).getAsDouble())
                .isCloseTo(800, within(1e-6));
    }

    @Test
    void shouldReactToTheChangeOfTheError() {
        PidRateEstimator estimator = estimator(0, 0, 1);
        estimator.estimate(1_000 * MILLI, 1_000, SECOND, 0);

        // the error grows from 0 to 400 within two seconds
        assertThat(estimator.estimate(3_000 * MILLI, 600, SECOND, 0).getAsDouble())
                .isCloseTo(800, within(1e-6));
    }

    @Test
    void shouldNotGoBelowTheMinimum() {
        PidRateEstimator estimator = estimator(1, 0.2, 0);
        estimator.estimate(1_000 * MILLI, 1_000, SECOND, 0);

        assertThat(estimator.estimate(2_000 * MILLI, 1, SECOND, 100 * SECOND)).hasValue(50);
    }

    private static PidRateEstimator estimator(double proportional, double integral, double derived) {
        return new PidRateEstimator(1, new PidRateEstimator.Weights(proportional, integral, derived, 50));
    }
}
