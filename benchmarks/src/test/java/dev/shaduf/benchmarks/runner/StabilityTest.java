// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.benchmarks.protocol.BatchRow;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityTest {
    private static final int INTERVAL_MILLIS = 20;

    @Test
    void shouldBeStableWhenDelaysStayBelowTheInterval() {
        assertThat(stability(i -> 1_000 + i % 7).stable()).isTrue();
    }

    @Test
    void shouldAllowOneBatchInAHundredToBeLate() {
        assertThat(stability(i -> i == 500 ? 900_000 : 1_000).stable()).isTrue();
    }

    @Test
    void shouldNotBeStableWhenTwoBatchesInAHundredAreLate() {
        Stability late = stability(i -> i % 50 == 0 ? 21_000 : 1_000);
        assertThat(late.grows()).isFalse();
        assertThat(late.stable()).isFalse();
    }

    @Test
    void shouldNotBeStableWhenDelaysGrowThoughTheyAreSmallStill() {
        Stability growing = stability(i -> 5L * i);
        assertThat(growing.p99Micros()).isLessThan(INTERVAL_MILLIS * 1_000);
        assertThat(growing.grows()).isTrue();
        assertThat(growing.stable()).isFalse();
    }

    @Test
    void shouldRefuseToJudgeAHandfulOfBatches() {
        assertThatThrownBy(() -> Stability.of(List.of(new BatchRow(1, 2, 3, 4)), INTERVAL_MILLIS))
                .hasMessageContaining("1 batches");
    }

    private static Stability stability(IntToLongFunction schedulingMicros) {
        List<BatchRow> batches = IntStream.range(0, 1_000)
                .mapToObj(i -> new BatchRow(i * 20L, 200, schedulingMicros.applyAsLong(i), 500))
                .toList();
        return Stability.of(batches, INTERVAL_MILLIS);
    }
}
