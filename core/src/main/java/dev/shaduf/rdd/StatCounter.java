// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.io.Serializable;

/**
 * Statistics of numbers seen one by one, by Welford's method, which loses no precision to great means. Not safe for use by
 * several threads.
 */
public final class StatCounter implements Serializable {
    private static final long serialVersionUID = 1L;

    private long count;
    private double sum;
    private double mean;
    private double squares;
    private double max = Double.NEGATIVE_INFINITY;
    private double min = Double.POSITIVE_INFINITY;

    /** Has seen no number yet. */
    public StatCounter() {}

    /**
     * Adds a number.
     *
     * @param value the number
     * @return this counter
     */
    public StatCounter merge(double value) {
        double delta = value - mean;
        count++;
        sum += value;
        mean += delta / count;
        squares += delta * (value - mean);
        max = Math.max(max, value);
        min = Math.min(min, value);
        return this;
    }

    /**
     * Adds what another counter has seen.
     *
     * @param other the other counter, which stays as it is
     * @return this counter
     */
    public StatCounter merge(StatCounter other) {
        if (other.count == 0) {
            return this;
        }
        long all = count + other.count;
        double delta = other.mean - mean;
        squares += other.squares + delta * delta * ((double) count * other.count / all);
        mean = count == 0 ? other.mean : mean + delta * ((double) other.count / all);
        sum += other.sum;
        max = Math.max(max, other.max);
        min = Math.min(min, other.min);
        count = all;
        return this;
    }

    /**
     * Returns how many numbers there were.
     *
     * @return the count
     */
    public long count() {
        return count;
    }

    /**
     * Returns the sum.
     *
     * @return the sum; 0 of no numbers
     */
    public double sum() {
        return sum;
    }

    /**
     * Returns the mean.
     *
     * @return the mean; 0 of no numbers
     */
    public double mean() {
        return mean;
    }

    /**
     * Returns the greatest number.
     *
     * @return the greatest; negative infinity of no numbers
     */
    public double max() {
        return max;
    }

    /**
     * Returns the least number.
     *
     * @return the least; positive infinity of no numbers
     */
    public double min() {
        return min;
    }

    /**
     * Returns the variance of the numbers as a whole population.
     *
     * @return the variance; not a number of no numbers
     */
    public double variance() {
        return count == 0 ? Double.NaN : squares / count;
    }

    /**
     * Returns the variance of the population that the numbers are a sample of, as estimated.
     *
     * @return the variance; not a number of fewer than two numbers
     */
    public double sampleVariance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }

    /**
     * Returns the standard deviation of the numbers as a whole population.
     *
     * @return the root of the variance
     */
    public double stdev() {
        return Math.sqrt(variance());
    }

    /**
     * Returns the standard deviation of the population that the numbers are a sample of, as estimated.
     *
     * @return the root of the sample variance
     */
    public double sampleStdev() {
        return Math.sqrt(sampleVariance());
    }

    /**
     * Returns the statistics as {@code (count: 2, mean: 1.5, stdev: 0.5, max: 2.0, min: 1.0)}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "(count: " + count + ", mean: " + mean + ", stdev: " + stdev() + ", max: " + max + ", min: " + min + ")";
    }
}
