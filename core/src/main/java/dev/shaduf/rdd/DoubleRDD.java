// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import java.util.Comparator;

/** An RDD of numbers, and the statistics of numbers. Made by {@link RDD#mapToDouble} and its relatives. */
public interface DoubleRDD extends RDD<Double> {
    @Override
    DoubleRDD filter(Function<Double, Boolean> f);

    @Override
    DoubleRDD union(RDD<Double> other);

    @Override
    DoubleRDD distinct();

    @Override
    DoubleRDD distinct(int numPartitions);

    @Override
    DoubleRDD intersection(RDD<Double> other);

    @Override
    DoubleRDD subtract(RDD<Double> other);

    @Override
    DoubleRDD sample(boolean withReplacement, double fraction);

    @Override
    DoubleRDD sample(boolean withReplacement, double fraction, long seed);

    @Override
    DoubleRDD coalesce(int numPartitions);

    @Override
    DoubleRDD coalesce(int numPartitions, boolean shuffle);

    @Override
    DoubleRDD repartition(int numPartitions);

    @Override
    DoubleRDD cache();

    @Override
    DoubleRDD persist(StorageLevel level);

    @Override
    DoubleRDD unpersist();

    @Override
    DoubleRDD setName(String name);

    /**
     * Computes count, sum, mean, variance, least and greatest of all numbers in one job.
     *
     * @return the statistics; those of no numbers for an empty RDD
     */
    StatCounter stats();

    /**
     * Counts the numbers in buckets of equal width from the least to the greatest number, both included.
     *
     * @param bucketCount how many buckets, at least 1
     * @return the bounds of the buckets and the numbers in each; a single bucket if all numbers are the same
     * @throws UnsupportedOperationException if there are no numbers, or one is infinite or not a number
     */
    Tuple2<double[], long[]> histogram(int bucketCount);

    /**
     * Counts the numbers in given buckets. A bucket includes its lower bound and not its upper one; the last includes
     * both. What is in none, also what is not a number, is not counted.
     *
     * @param buckets the bounds, at least two, each greater than the one before
     * @return the numbers in each bucket, one fewer than bounds
     */
    long[] histogram(double[] buckets);

    /**
     * Sums the numbers.
     *
     * @return the sum; 0 for an empty RDD
     */
    default double sum() {
        return stats().sum();
    }

    /**
     * Averages the numbers.
     *
     * @return the mean; 0 for an empty RDD
     */
    default double mean() {
        return stats().mean();
    }

    /**
     * Computes the variance of the numbers as a whole population.
     *
     * @return the variance; not a number for an empty RDD
     */
    default double variance() {
        return stats().variance();
    }

    /**
     * Computes the standard deviation of the numbers as a whole population.
     *
     * @return the root of the variance; not a number for an empty RDD
     */
    default double stdev() {
        return stats().stdev();
    }

    /**
     * Estimates the variance of the population that the numbers are a sample of.
     *
     * @return the variance; not a number for fewer than two numbers
     */
    default double sampleVariance() {
        return stats().sampleVariance();
    }

    /**
     * Estimates the standard deviation of the population that the numbers are a sample of.
     *
     * @return the root of the sample variance; not a number for fewer than two numbers
     */
    default double sampleStdev() {
        return stats().sampleStdev();
    }

    /**
     * Returns the greatest number.
     *
     * @return the greatest
     * @throws UnsupportedOperationException if there is none
     */
    default double max() {
        return max(Comparator.naturalOrder());
    }

    /**
     * Returns the least number.
     *
     * @return the least
     * @throws UnsupportedOperationException if there is none
     */
    default double min() {
        return min(Comparator.naturalOrder());
    }
}
