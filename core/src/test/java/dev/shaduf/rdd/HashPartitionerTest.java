// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashPartitionerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldRefuseLessThanOnePartition(int partitions) {
        assertThatThrownBy(() -> new HashPartitioner(partitions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a hash partitioner with " + partitions + " partitions: at least 1 is needed");
    }

    @Test
    void shouldSpreadConsecutiveNumbersAndStringsEvenly() {
        HashPartitioner partitioner = new HashPartitioner(8);
        int[] numbers = new int[8];
        int[] strings = new int[8];
        for (int i = -4_000; i < 4_000; i++) {
            numbers[partitioner.getPartition(i * 8)]++;
            strings[partitioner.getPartition("user-" + i)]++;
        }
        assertThat(Arrays.stream(numbers).min().orElseThrow()).isGreaterThan(700);
        assertThat(Arrays.stream(strings).min().orElseThrow()).isGreaterThan(700);
    }

    @Test
    void shouldTakeNullForAKey() {
        assertThat(new HashPartitioner(3).getPartition(null)).isZero();
    }

    @Test
    void shouldBeEqualByTheNumberOfPartitions() {
        assertThat(new HashPartitioner(3)).isEqualTo(new HashPartitioner(3)).isNotEqualTo(new HashPartitioner(4));
    }
}
