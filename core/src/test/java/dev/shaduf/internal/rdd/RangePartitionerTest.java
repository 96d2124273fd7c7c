// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangePartitionerTest {
    private final RangePartitioner partitioner = new RangePartitioner(List.of(10, 20), natural());

    @Test
    void shouldPutABoundIntoTheRangeThatItEnds() {
        assertThat(partitioner.numPartitions()).isEqualTo(3);
        assertThat(partitioner.getPartition(Integer.MIN_VALUE)).isZero();
        assertThat(partitioner.getPartition(10)).isZero();
        assertThat(partitioner.getPartition(11)).isEqualTo(1);
        assertThat(partitioner.getPartition(20)).isEqualTo(1);
        assertThat(partitioner.getPartition(21)).isEqualTo(2);
    }

    @Test
    void shouldFollowAReversedOrder() {
        RangePartitioner descending =
                new RangePartitioner(List.of(20, 10), natural().reversed());
        assertThat(descending.getPartition(30)).isZero();
        assertThat(descending.getPartition(15)).isEqualTo(1);
        assertThat(descending.getPartition(1)).isEqualTo(2);
    }

    @Test
    void shouldBeEqualByContent() {
        assertThat(partitioner).isEqualTo(new RangePartitioner(List.of(10, 20), natural()));
        assertThat(partitioner).isNotEqualTo(new RangePartitioner(List.of(10), natural()));
    }

    private static Comparator<Object> natural() {
        return Erased.as(Comparator.naturalOrder());
    }
}
