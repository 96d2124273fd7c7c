// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shaduf.ShadufContext;
import dev.shaduf.rdd.RDD;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final List<Integer> records = IntStream.range(0, 20_000).boxed().toList();
    private final RDD<Integer> numbers = context.parallelize(records, 4);

    @Test
    void shouldDrawAboutTheFractionAskedForInOrder() {
        List<Integer> drawn = numbers.sample(false, 0.25, 7).collect();
        assertThat(drawn).hasSizeBetween(4_600, 5_400).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void shouldDrawByPositionAndNotByRecord() {
        RDD<Integer> shifted = context.parallelize(records, 4).map(x -> x + 1_000_000);
        assertThat(shifted.sample(false, 0.1, 7).collect())
                .isEqualTo(numbers.sample(false, 0.1, 7).map(x -> x + 1_000_000).collect());
        assertThat(numbers.sample(false, 0.1, 8).collect())
                .isNotEqualTo(numbers.sample(false, 0.1, 7).collect());
        assertThat(numbers.sample(false, 0.1).collect())
                .isEqualTo(numbers.sample(false, 0.1).collect());
    }

    @Test
    void shouldDrawOtherPositionsInEachPartition() {
        List<List<Integer>> drawn =
                Plans.partitions(numbers.sample(false, 0.5, 7).map(x -> x % 5_000));
        for (int shift = -4; shift <= 4; shift++) {
            int moved = shift;
            List<Integer> first = drawn.get(0).stream().map(x -> x + moved).toList();
            long common = drawn.get(1).stream()
                    .filter(new java.util.HashSet<>(first)::contains)
                    .count();
            assertThat(common).isBetween(1_000L, 1_500L);
        }
    }

    @Test
    void shouldDrawAllOrNothingAtTheEdges() {
        assertThat(numbers.sample(false, 1).collect()).isEqualTo(records);
        assertThat(numbers.sample(false, 0).collect()).isEmpty();
        assertThat(numbers.sample(true, 0).collect()).isEmpty();
        assertThat(context.<Integer>emptyRDD().sample(true, 3).collect()).isEmpty();
    }

    @Test
    void shouldDrawWithReplacementAsOftenAsAsked() {
        for (double mean : new double[] {0.5, 3, 250}) {
            RDD<Integer> few = context.parallelize(records.subList(0, 1_000), 3);
            assertThat(few.sample(true, mean, 3).count() / 1_000.0).isCloseTo(mean, within(0.12 * mean));
        }
    }

    @Test
    void shouldRefuseAFractionThatIsNone() {
        assertThatThrownBy(() -> numbers.sample(false, 1.1))
                .hasMessageContaining("sample at DrawsTest.java:")
                .hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> numbers.sample(true, -0.1)).hasMessageContaining("fraction of -0.1");
        assertThatThrownBy(() -> numbers.sample(true, Double.NaN)).hasMessageContaining("fraction of NaN");
    }

    @Test
    void shouldDealEachRecordToExactlyOnePart() {
        RDD<Integer>[] parts = numbers.randomSplit(new double[] {1, 2, 0, 1}, 5);
        List<Integer> all = new ArrayList<>();
        for (RDD<Integer> part : parts) {
            all.addAll(part.collect());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(records);
        assertThat(parts[1].count()).isBetween(9_500L, 10_500L);
        assertThat(parts[2].collect()).isEmpty();
        assertThatThrownBy(() -> numbers.randomSplit(new double[] {1, -1})).hasMessageContaining("[1.0, -1.0]");
        assertThatThrownBy(() -> numbers.randomSplit(new double[] {0})).hasMessageContaining("[0.0]");
    }

    @Test
    void shouldTakeASampleOfExactSize() {
        assertThat(numbers.takeSample(false, 100, 1))
                .hasSize(100)
                .doesNotHaveDuplicates()
                .isEqualTo(numbers.takeSample(false, 100, 1))
                .isNotEqualTo(numbers.takeSample(false, 100, 2));
        RDD<Integer> three = context.parallelize(List.of(1, 2, 3), 5);
        assertThat(three.takeSample(false, 10)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(three.takeSample(true, 10)).hasSize(10).isSubsetOf(1, 2, 3);
        assertThat(three.takeSample(true, 0)).isEmpty();
        assertThat(context.emptyRDD().takeSample(true, 10)).isEmpty();
        assertThatThrownBy(() -> three.takeSample(false, -1)).hasMessageContaining("asks for -1 records");
    }

    @Test
    void shouldTakeEachRecordEquallyOften() {
        RDD<Integer> ten = context.parallelize(records.subList(0, 10), 3);
        Map<Integer, Integer> drawn = new HashMap<>();
        for (int seed = 0; seed < 400; seed++) {
            ten.takeSample(false, 3, seed).forEach(x -> drawn.merge(x, 1, Integer::sum));
        }
        assertThat(drawn.values())
                .hasSize(10)
                .allSatisfy(times -> assertThat(times).isBetween(70, 170));
    }
}
