// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.DoubleRDD;
import dev.shaduf.rdd.StatCounter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DoubleRddTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final DoubleRDD numbers = context.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 4.0), 3);
    private final DoubleRDD none = context.parallelizeDoubles(List.of(), 2);

    @Test
    void shouldComputeStatistics() {
        StatCounter stats = numbers.stats();
        assertThat(stats.count()).isEqualTo(4);
        assertThat(stats.sum()).isEqualTo(10);
        assertThat(stats.mean()).isEqualTo(2.5);
        assertThat(numbers.sum()).isEqualTo(10);
        assertThat(numbers.mean()).isEqualTo(2.5);
        assertThat(numbers.variance()).isCloseTo(1.25, within(1e-12));
        assertThat(numbers.stdev()).isCloseTo(Math.sqrt(1.25), within(1e-12));
        assertThat(numbers.sampleVariance()).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(numbers.sampleStdev()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(numbers.max()).isEqualTo(4);
        assertThat(numbers.min()).isEqualTo(1);
        assertThat(stats).hasToString("(count: 4, mean: 2.5, stdev: " + stats.stdev() + ", max: 4.0, min: 1.0)");
    }

    @Test
    void shouldKnowTheStatisticsOfNothing() {
        assertThat(none.sum()).isZero();
        assertThat(none.mean()).isZero();
        assertThat(none.variance()).isNaN();
        assertThat(none.sampleVariance()).isNaN();
        assertThat(none.stats().max()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(none::max).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldLoseNoPrecisionToAGreatMean() {
        DoubleRDD great = numbers.mapToDouble(x -> x + 1e9);
        assertThat(great.variance()).isCloseTo(1.25, within(1e-6));
    }

    @Test
    void shouldMergeStatisticsLikeOneCounterThatSawAll() {
        long seed = System.nanoTime();
        System.out.println("DoubleRddTest seed " + seed);
        Random random = new Random(seed);
        List<Double> drawn = IntStream.range(0, 500)
                .mapToObj(i -> random.nextGaussian() * 10)
                .toList();
        StatCounter whole = new StatCounter();
        drawn.forEach(whole::merge);
        StatCounter merged = context.parallelizeDoubles(drawn, 7).stats();
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.variance()).isCloseTo(whole.variance(), within(1e-9));
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-9));
    }

    @Test
    void shouldCountInGivenBuckets() {
        assertThat(numbers.histogram(new double[] {1, 2, 4})).containsExactly(1, 3);
        assertThat(numbers.histogram(new double[] {1.5, 3})).containsExactly(2);
        assertThat(none.histogram(new double[] {0, 1})).containsExactly(0);
        assertThat(context.parallelizeDoubles(List.of(-0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY))
                        .histogram(new double[] {-1, -0.0, 1}))
                .containsExactly(0, 2);
    }

    @Test
    void shouldCountInBucketsOfEqualWidth() {
        Tuple2<double[], long[]> histogram = numbers.histogram(3);
        assertThat(histogram._1()).containsExactly(1, 2, 3, 4);
        assertThat(histogram._2()).containsExactly(1, 1, 2);
        Tuple2<double[], long[]> same =
                context.parallelizeDoubles(List.of(2.0, 2.0)).histogram(5);
        assertThat(same._1()).containsExactly(2, 2);
        assertThat(same._2()).containsExactly(2);
    }

    @Test
    void shouldCountInBucketsOfEqualWidthHoweverFarNumbersAreApart() {
        for (double least : new double[] {0, -1.5e308}) {
            Tuple2<double[], long[]> histogram =
                    context.parallelizeDoubles(List.of(least, 1.5e308), 2).histogram(4);

            double middle = (least / 2) + (1.5e308 / 2);
            assertThat(histogram._1()).isSorted().startsWith(least).endsWith(1.5e308);
            assertThat(histogram._1()[2]).isCloseTo(middle, within(1e293));
            assertThat(histogram._2()).containsExactly(1, 0, 0, 1);
        }
    }

    @Test
    void shouldRefuseBucketsThatAreNone() {
        assertThatThrownBy(() -> numbers.histogram(0)).hasMessageContaining("asks for 0 buckets");
        assertThatThrownBy(() -> numbers.histogram(new double[] {1})).hasMessageContaining("at least two");
        assertThatThrownBy(() -> numbers.histogram(new double[] {1, 1})).hasMessageContaining("greater than");
        assertThatThrownBy(() -> none.histogram(2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("histogram at DoubleRddTest.java:");
        assertThatThrownBy(() -> numbers.map(x -> x).mapToDouble(x -> x / 0).histogram(2))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldStayNumbersThroughWhatKeepsRecords() {
        assertThat(numbers.filter(x -> x > 1)
                        .union(numbers)
                        .distinct()
                        .repartition(2)
                        .cache()
                        .sum())
                .isEqualTo(10);
        assertThat(numbers.coalesce(1)
                        .sample(false, 1)
                        .subtract(numbers.filter(x -> x > 2))
                        .sum())
                .isEqualTo(3);
        assertThat(numbers.intersection(context.parallelizeDoubles(List.of(4.0, 9.0)))
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void shouldMakeNumbersOfRecords() {
        var words = context.parallelize(List.of("1 2", "3"), 2);
        assertThat(words.mapToDouble(String::length).sum()).isEqualTo(4);
        assertThat(words.flatMapToDouble(line -> List.of(line.split(" ")).stream()
                                .map(Double::valueOf)
                                .iterator())
                        .sum())
                .isEqualTo(6);
        assertThat(words.mapPartitionsToDouble(lines -> List.of(1.0).iterator()).sum())
                .isEqualTo(2);
    }
}
