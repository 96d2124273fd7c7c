// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DurationTest {
    @Test
    void shouldCalculate() {
        assertThat(new Duration(300).plus(new Duration(200))).isEqualTo(new Duration(500));
        assertThat(new Duration(200).minus(new Duration(300))).isEqualTo(new Duration(-100));
        assertThat(new Duration(300).times(3)).isEqualTo(new Duration(900));
        assertThat(new Duration(300).div(new Duration(200))).isEqualTo(1.5);
    }

    @Test
    void shouldRefuseToOverflow() {
        Duration longest = new Duration(Long.MAX_VALUE);
        assertThatThrownBy(() -> longest.plus(new Duration(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> longest.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Duration(Long.MIN_VALUE).minus(new Duration(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Durations.minutes(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldTellMultiples() {
        assertThat(new Duration(600).isMultipleOf(new Duration(200))).isTrue();
        assertThat(new Duration(500).isMultipleOf(new Duration(200))).isFalse();
    }

    @Test
    void shouldCompare() {
        Duration shorter = new Duration(1);
        Duration longer = new Duration(2);
        assertThat(shorter.less(longer)).isTrue();
        assertThat(shorter.less(shorter)).isFalse();
        assertThat(shorter.max(longer)).isEqualTo(longer);
        assertThat(longer.min(shorter)).isEqualTo(shorter);
        assertThat(new Duration(0).isZero()).isTrue();
        assertThat(shorter.isZero()).isFalse();
        assertThat(shorter).isLessThan(longer);
    }

    @Test
    void shouldComeInTheUnitsThatPeopleWrite() {
        assertThat(Durations.milliseconds(5)).isEqualTo(new Duration(5));
        assertThat(Durations.seconds(5)).isEqualTo(new Duration(5_000));
        assertThat(Durations.minutes(5)).isEqualTo(new Duration(300_000));
    }

    @Test
    void shouldPrintMilliseconds() {
        assertThat(Durations.seconds(1)).hasToString("1000 ms");
    }
}
