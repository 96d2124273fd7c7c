// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FixedCostTest {
    private final FixedCost cost = new FixedCost();

    @Test
    void shouldSeeNothingInBatchesOfOneSize() {
        cost.learn(1_000, 40);
        cost.learn(1_100, 30);
        cost.learn(1_000, 50);

        assertThat(cost.nanos()).isZero();
    }

    @Test
    void shouldComeToWhatIsLeftWithoutRecords() {
        for (int i = 0; i < 20; i++) {
            cost.learn(1_000, 8_000 + 2 * 1_000);
            cost.learn(2_000, 8_000 + 2 * 2_000);
        }

        assertThat(cost.nanos()).isCloseTo(8_000, within(1.0));
    }

    @Test
    void shouldSeeNoneWhereTimesFollowTheRecords() {
        cost.learn(1_000, 10_000);
        cost.learn(3_000, 30_000);
        cost.learn(500, 5_000);

        assertThat(cost.nanos()).isZero();
    }

    @Test
    void shouldNotBelieveThatRecordsAreFree() {
        for (int i = 0; i < 20; i++) {
            cost.learn(1_000, 8_000);
            cost.learn(2_000, 8_000);
        }

        assertThat(cost.nanos()).isEqualTo(7_000);
    }

    @Test
    void shouldFallWithBatchesThatBecomeShorter() {
        for (int i = 0; i < 20; i++) {
            cost.learn(1_000, 8_000);
            cost.learn(2_000, 8_000);
        }

        cost.learn(2_000, 800);

        assertThat(cost.nanos()).isEqualTo(700);
    }
}
