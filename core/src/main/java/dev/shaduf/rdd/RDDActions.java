// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.Function2;
import dev.shaduf.function.VoidFunction;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What an {@link RDD} brings to the caller or does where its records are. Each action runs a job, or a few, blocks the
 * calling thread until they have ended, and throws what the user's function threw.
 *
 * @param <T> the type of the records
 */
public interface RDDActions<T> {
    /**
     * Combines all records into one with an associative and commutative function.
     *
     * @param f the function
     * @return the combination of all records
     * @throws UnsupportedOperationException if the RDD has no records
     */
    T reduce(Function2<T, T, T> f);

    /**
     * Combines the records of each partition, then the results, each starting with a neutral value.
     *
     * @param zero the neutral value, copied once per partition and once more; serializable, because it is copied
     * @param f an associative function; may change and return its first argument
     * @return the combination; the neutral value for an RDD without records
     */
    T fold(T zero, Function2<T, T, T> f);

    /**
     * Builds a combination of the records of each partition, then of those. Each begins with a copy of the neutral value.
     *
     * @param zero the neutral value; serializable, because it is copied
     * @param seqOp adds a record to a combination; may change and return its first argument
     * @param combOp joins two combinations; may change and return its first argument
     * @param <U> the type of the combination
     * @return the combination; the neutral value for an RDD without records
     */
    <U> U aggregate(U zero, Function2<U, T, U> seqOp, Function2<U, U, U> combOp);

    /**
     * Counts the records.
     *
     * @return how many there are
     */
    long count();

    /**
     * Counts each distinct record.
     *
     * @return a map from record to count, in the memory of the caller
     */
    Map<T, Long> countByValue();

    /**
     * Estimates how many distinct records there are, by HyperLogLog, in memory that depends on the precision alone.
     *
     * @param relativeSD the relative standard deviation of the estimate, from 0.0005 to 0.4: 0.01 takes 16 KB a partition
     * @return about how many
     */
    long countApproxDistinct(double relativeSD);

    /**
     * Brings all records to the caller.
     *
     * @return the records in partition order, as a list of the caller's own
     */
    List<T> collect();

    /**
     * Brings the first records to the caller, computing no more partitions than needed.
     *
     * @param num how many at most; not negative
     * @return the records in partition order
     */
    List<T> take(int num);

    /**
     * Returns the least records, in order. Each task keeps at most so many.
     *
     * @param num how many at most; not negative
     * @param comparator the order
     * @return the least first; of equal records those that come first
     */
    List<T> takeOrdered(int num, Comparator<T> comparator);

    /**
     * Returns the least records in natural order. They must be {@link Comparable}.
     *
     * @param num how many at most; not negative
     * @return the least first
     */
    default List<T> takeOrdered(int num) {
        return takeOrdered(num, NaturalOrder.of());
    }

    /**
     * Returns the greatest records, in order. Each task keeps at most so many.
     *
     * @param num how many at most; not negative
     * @param comparator the order
     * @return the greatest first; of equal records those that come first
     */
    List<T> top(int num, Comparator<T> comparator);

    /**
     * Returns the greatest records in natural order. They must be {@link Comparable}.
     *
     * @param num how many at most; not negative
     * @return the greatest first
     */
    default List<T> top(int num) {
        return top(num, NaturalOrder.of());
    }

    /**
     * Draws a number of records at random: {@link #takeSample(boolean, int, long)} with the same seed each time.
     *
     * @param withReplacement whether a record may be drawn more than once
     * @param num how many; not negative
     * @return the records in random order
     */
    List<T> takeSample(boolean withReplacement, int num);

    /**
     * Draws a number of records at random, every one with the same probability. Computes this RDD twice: once to count, once
     * to fetch.
     *
     * @param withReplacement whether a record may be drawn more than once
     * @param num how many; not negative. Without replacement there are never more than the RDD has
     * @param seed begins the random numbers; the same draws the same
     * @return the records in random order
     */
    List<T> takeSample(boolean withReplacement, int num, long seed);

    /**
     * Returns the first record.
     *
     * @return the first record of the first partition that has one
     * @throws java.util.NoSuchElementException if there is none
     */
    T first();

    /**
     * Tells whether there is no record, computing no more partitions than needed.
     *
     * @return whether the RDD is empty
     */
    boolean isEmpty();

    /**
     * Runs a function on each record, where the record is.
     *
     * @param f the function
     */
    void foreach(VoidFunction<T> f);

    /**
     * Runs a function on each partition, where the partition is.
     *
     * @param f the function
     */
    void foreachPartition(VoidFunction<Iterator<T>> f);

    /**
     * Returns the greatest record.
     *
     * @param comparator the order
     * @return the greatest record
     * @throws UnsupportedOperationException if the RDD has no records
     */
    T max(Comparator<T> comparator);

    /**
     * Returns the least record.
     *
     * @param comparator the order
     * @return the least record
     * @throws UnsupportedOperationException if the RDD has no records
     */
    T min(Comparator<T> comparator);

    /**
     * Writes the records as lines of text, in UTF-8: a directory with a file {@code part-00000} per partition. It appears
     * under its name with everything in it, or not at all.
     *
     * @param path the directory to make: a path of this machine, or a URI of any {@link dev.shaduf.spi.FileStore}
     * @throws IllegalArgumentException if there is something of that name
     */
    void saveAsTextFile(String path);
}
