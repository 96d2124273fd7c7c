// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void shouldRoundDownToMultiplesCountedFromTheEpoch() {
        assertThat(new Time(1_999).floor(Durations.seconds(1))).isEqualTo(new Time(1_000));
        assertThat(new Time(2_000).floor(Durations.seconds(1))).isEqualTo(new Time(2_000));
    }

    @Test
    void shouldRoundDownToMultiplesCountedFromAZeroTime() {
        Time zero = new Time(250);
        assertThat(new Time(1_249).floor(Durations.seconds(1), zero)).isEqualTo(zero);
        assertThat(new Time(1_250).floor(Durations.seconds(1), zero)).isEqualTo(new Time(1_250));
    }

    @Test
    void shouldRoundDownAndNotTowardsZeroWhenBeforeTheZeroTime() {
        assertThat(new Time(-1).floor(Durations.seconds(1))).isEqualTo(new Time(-1_000));
        assertThat(new Time(249).floor(Durations.seconds(1), new Time(250))).isEqualTo(new Time(-750));
    }

    @Test
    void shouldListTimesUntilTheEndWithoutIt() {
        assertThat(new Time(0).until(new Time(300), new Duration(100)))
                .containsExactly(new Time(0), new Time(100), new Time(200));
        assertThat(new Time(0).until(new Time(301), new Duration(100))).hasSize(4);
    }

    @Test
    void shouldListTimesToTheEndWithIt() {
        assertThat(new Time(100).to(new Time(300), new Duration(100)))
                .containsExactly(new Time(100), new Time(200), new Time(300));
        assertThat(new Time(100).to(new Time(299), new Duration(100))).containsExactly(new Time(100), new Time(200));
    }

    @Test
    void shouldListNoTimesWhenTheEndComesFirst() {
        assertThat(new Time(300).until(new Time(300), new Duration(100))).isEmpty();
        assertThat(new Time(300).to(new Time(299), new Duration(100))).isEmpty();
    }

    @Test
    void shouldListWhatALoopWouldList() {
        long seed = System.nanoTime();
        System.out.println("TimeTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            long from = random.nextInt(1_000) - 500;
            long to = random.nextInt(1_000) - 500;
            long step = 1 + random.nextInt(50);
            List<Time> expected = LongStream.iterate(from, t -> t < to, t -> t + step)
                    .mapToObj(Time::new)
                    .toList();
            assertThat(new Time(from).until(new Time(to), new Duration(step))).isEqualTo(expected);
        }
    }

    @Test
    void shouldAddAndSubtract() {
        assertThat(new Time(500).plus(new Duration(250))).isEqualTo(new Time(750));
        assertThat(new Time(500).minus(new Duration(250))).isEqualTo(new Time(250));
        assertThat(new Time(500).minus(new Time(200))).isEqualTo(new Duration(300));
    }

    @Test
    void shouldCompare() {
        Time early = new Time(1);
        Time late = new Time(2);
        assertThat(early.before(late)).isTrue();
        assertThat(early.before(early)).isFalse();
        assertThat(late.after(early)).isTrue();
        assertThat(late.after(late)).isFalse();
        assertThat(early).isLessThan(late);
        assertThat(early.max(late)).isEqualTo(late);
        assertThat(late.min(early)).isEqualTo(early);
    }

    @Test
    void shouldTellMultiples() {
        assertThat(new Time(2_000).isMultipleOf(Durations.seconds(1))).isTrue();
        assertThat(new Time(2_001).isMultipleOf(Durations.seconds(1))).isFalse();
    }

    @Test
    void shouldPrintMilliseconds() {
        assertThat(new Time(1_700_000_000_000L)).hasToString("1700000000000 ms");
    }
}
