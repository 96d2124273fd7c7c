// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.DoubleFlatMapFunction;
import dev.shaduf.function.DoubleFunction;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.FlatMapFunction2;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * An immutable, partitioned collection of records, described by how it is computed. Transformations return a new RDD
 * and compute nothing; actions run a job on the engine, block the calling thread until it ends, and throw what the
 * user's function threw. An RDD may be used from any thread.
 *
 * <p>Names, argument orders and meaning are those of Spark's Java API. Records are never {@code null}.
 *
 * @param <T> the type of the records
 */
public interface RDD<T> extends RDDActions<T> {
    // ---- transformations: describe a new RDD

    /**
     * Applies a function to each record.
     *
     * @param f the function; a {@code null} result fails the task
     * @param <R> the type of the results
     * @return an RDD with as many records and partitions as this one
     */
    <R> RDD<R> map(Function<T, R> f);

    /**
     * Applies a function that yields any number of results to each record.
     *
     * @param f the function
     * @param <R> the type of the results
     * @return an RDD of all results, in order within each partition
     */
    <R> RDD<R> flatMap(FlatMapFunction<T, R> f);

    /**
     * Maps each record to a key and its value.
     *
     * @param f the function
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return an RDD of pairs
     */
    <K, V> PairRDD<K, V> mapToPair(PairFunction<T, K, V> f);

    /**
     * Maps each record to any number of pairs.
     *
     * @param f the function
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return an RDD of pairs
     */
    <K, V> PairRDD<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> f);

    /**
     * Keeps the records for which a function returns true.
     *
     * @param f the condition
     * @return an RDD of the records kept, with the same partitions and partitioner
     */
    RDD<T> filter(Function<T, Boolean> f);

    /**
     * Maps each partition as a whole. The iterator that the function sees pulls records as they are asked for.
     *
     * @param f the function from the records of a partition to its results
     * @param <R> the type of the results
     * @return an RDD with the same number of partitions
     */
    <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> f);

    /**
     * Maps each partition as a whole.
     *
     * @param f the function from the records of a partition to its results
     * @param preservesPartitioning whether the results are pairs with the keys that they were made of, so that the
     *     partitioner of this RDD holds for them
     * @param <R> the type of the results
     * @return an RDD with the same number of partitions
     */
    <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> f, boolean preservesPartitioning);

    /**
     * Maps each partition as a whole, knowing its number.
     *
     * @param f the function from the number of a partition, counted from 0, and its records to its results
     * @param preservesPartitioning whether the results are pairs with the keys that they were made of, so that the
     *     partitioner of this RDD holds for them
     * @param <R> the type of the results
     * @return an RDD with the same number of partitions
     */
    <R> RDD<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> f, boolean preservesPartitioning);

    /**
     * Maps each partition as a whole to pairs.
     *
     * @param f the function from the records of a partition to its pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return an RDD of pairs with the same number of partitions
     */
    <K, V> PairRDD<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f);

    /**
     * Maps each partition as a whole to pairs.
     *
     * @param f the function from the records of a partition to its pairs
     * @param preservesPartitioning whether the pairs have the keys that they were made of, so that the partitioner of
     *     this RDD holds for them
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return an RDD of pairs with the same number of partitions
     */
    <K, V> PairRDD<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f, boolean preservesPartitioning);

    /**
     * Maps each record to a number.
     *
     * @param f the function
     * @return an RDD of numbers, which has statistics
     */
    DoubleRDD mapToDouble(DoubleFunction<T> f);

    /**
     * Maps each record to any number of numbers.
     *
     * @param f the function
     * @return an RDD of numbers, which has statistics
     */
    DoubleRDD flatMapToDouble(DoubleFlatMapFunction<T> f);

    /**
     * Maps each partition as a whole to numbers.
     *
     * @param f the function from the records of a partition to its numbers
     * @return an RDD of numbers with the same number of partitions
     */
    DoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> f);

    /**
     * Gathers each partition into one list.
     *
     * @return an RDD with one list per partition, empty partitions included
     */
    RDD<List<T>> glom();

    /**
     * Pairs each record with a key computed from it.
     *
     * @param f the function from a record to its key
     * @param <K> the type of the keys
     * @return an RDD of (key, record)
     */
    <K> PairRDD<K, T> keyBy(Function<T, K> f);

    /**
     * Gathers the records of each key computed from them, into the default number of partitions.
     *
     * @param f the function from a record to its key
     * @param <K> the type of the keys
     * @return one record per key, with its records in no particular order
     */
    <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> f);

    /**
     * Gathers the records of each key computed from them.
     *
     * @param f the function from a record to its key
     * @param numPartitions the partitions of the result
     * @param <K> the type of the keys
     * @return one record per key, with its records in no particular order
     */
    <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> f, int numPartitions);

    /**
     * Puts another RDD's records together with this one's. Duplicates stay. The result has the partitions of both, unless the keys of
     * both are in the partitions of an equal partitioner: then it has these.
     *
     * @param other the other RDD, of the same context
     * @return the union
     */
    RDD<T> union(RDD<T> other);

    /**
     * Removes duplicates by {@code equals}, into the default number of partitions.
     *
     * @return an RDD of distinct records, in no particular order
     */
    RDD<T> distinct();

    /**
     * Removes duplicates by {@code equals}.
     *
     * @param numPartitions the partitions of the result
     * @return an RDD of distinct records, in no particular order
     */
    RDD<T> distinct(int numPartitions);

    /**
     * Keeps what is in another RDD as well, without duplicates, in the default number of partitions.
     *
     * @param other the other RDD, of the same context
     * @return the distinct records that both have, in no particular order
     */
    RDD<T> intersection(RDD<T> other);

    /**
     * Leaves out what is in another RDD, in the default number of partitions. Duplicates of what is left stay.
     *
     * @param other the other RDD, of the same context
     * @return the records that the other RDD does not have, in no particular order
     */
    RDD<T> subtract(RDD<T> other);

    /**
     * Leaves out what is in another RDD. Duplicates of what is left stay.
     *
     * @param other the other RDD, of the same context
     * @param numPartitions the partitions of the result
     * @return the records that the other RDD does not have, in no particular order
     */
    RDD<T> subtract(RDD<T> other, int numPartitions);

    /**
     * Leaves out what is in another RDD. Duplicates of what is left stay.
     *
     * @param other the other RDD, of the same context
     * @param partitioner assigns records to partitions
     * @return the records that the other RDD does not have, in no particular order
     */
    RDD<T> subtract(RDD<T> other, Partitioner partitioner);

    /**
     * Draws records at random: {@link #sample(boolean, double, long)} with the same seed each time.
     *
     * @param withReplacement whether a record may be drawn more than once
     * @param fraction how many are expected of each record
     * @return the records drawn
     */
    RDD<T> sample(boolean withReplacement, double fraction);

    /**
     * Draws records at random. Which records are drawn is a function of the seed, the number of their partition and their
     * position in it, so that running it again draws the same.
     *
     * @param withReplacement whether a record may be drawn more than once
     * @param fraction how many are expected of each record: a probability, from 0 to 1, without replacement; any number
     *     from 0 with it
     * @param seed begins the random numbers
     * @return the records drawn, in order, in as many partitions
     */
    RDD<T> sample(boolean withReplacement, double fraction, long seed);

    /**
     * Deals the records out at random: {@link #randomSplit(double[], long)} with the same seed each time.
     *
     * @param weights the shares; they need not add up to 1
     * @return an RDD for each weight
     */
    RDD<T>[] randomSplit(double[] weights);

    /**
     * Deals the records out at random, as a function of the seed, the number of their partition and their position in it:
     * each record is in exactly one of the results.
     *
     * @param weights the shares, none negative and not all 0; they need not add up to 1
     * @param seed begins the random numbers
     * @return an RDD for each weight
     */
    RDD<T>[] randomSplit(double[] weights, long seed);

    /**
     * Pairs the records of two RDDs that have the same number of partitions and, partition by partition, of records. A
     * task holds a partition of both in memory.
     *
     * @param other the other RDD, of the same context; an unequal number of records fails the task
     * @param <U> the type of the other's records
     * @return the first record with the first, the second with the second, …
     * @throws IllegalArgumentException if the numbers of partitions are not the same
     */
    <U> PairRDD<T, U> zip(RDD<U> other);

    /**
     * Maps the partitions of two RDDs that have the same number of them. A task holds a partition of both in memory.
     *
     * @param other the other RDD, of the same context
     * @param f the function from the records of a partition of each to results
     * @param <U> the type of the other's records
     * @param <R> the type of the results
     * @return an RDD with the same number of partitions
     * @throws IllegalArgumentException if the numbers of partitions are not the same
     */
    <U, R> RDD<R> zipPartitions(RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, R> f);

    /**
     * Numbers the records, from 0, in the order of partitions and within each. For more than one partition, a job counts
     * the records at once.
     *
     * @return each record with its number
     */
    PairRDD<T, Long> zipWithIndex();

    /**
     * Gives each record a number of its own without a job: record {@code k} of partition {@code p} of {@code n} has {@code
     * k * n + p}.
     *
     * @return each record with its number
     */
    PairRDD<T, Long> zipWithUniqueId();

    /**
     * Pairs every record with every record of another RDD. A task holds a partition of both in memory.
     *
     * @param other the other RDD, of the same context
     * @param <U> the type of the other's records
     * @return all pairs, in as many partitions as the numbers of partitions multiplied
     */
    <U> PairRDD<T, U> cartesian(RDD<U> other);

    /**
     * Sorts all records by a key computed from each, across partitions: collecting yields them in order, and records
     * with equal keys in the order they had. For more than one partition, a job samples the keys at once.
     *
     * @param f the function from a record to its sort key
     * @param ascending whether the smallest comes first
     * @param numPartitions the greatest number of partitions of the result
     * @param <S> the type of the sort key
     * @return the sorted RDD
     */
    <S extends Comparable<? super S>> RDD<T> sortBy(Function<T, S> f, boolean ascending, int numPartitions);

    /**
     * Reduces the number of partitions by joining neighbours, without moving records between engines.
     *
     * @param numPartitions the number wanted; a number not below the present one changes nothing
     * @return an RDD with at most that many partitions
     */
    RDD<T> coalesce(int numPartitions);

    /**
     * Changes the number of partitions, with or without a shuffle.
     *
     * @param numPartitions the number wanted
     * @param shuffle whether records may be redistributed, which is needed to have more partitions
     * @return the new RDD
     */
    RDD<T> coalesce(int numPartitions, boolean shuffle);

    /**
     * Redistributes records over exactly the given number of partitions, by their position within their partition, so
     * that running it again gives the same partitions.
     *
     * @param numPartitions the number wanted
     * @return the redistributed RDD
     */
    RDD<T> repartition(int numPartitions);

    // ---- persistence and description

    /**
     * Keeps the records in memory once computed: {@code persist(StorageLevel.MEMORY_ONLY)}.
     *
     * @return this RDD
     */
    RDD<T> cache();

    /**
     * Keeps the records once computed, for what is derived from this RDD afterwards, until {@link #unpersist} or until
     * no RDD of the program can read them any more.
     *
     * @param level where and in which form
     * @return this RDD
     * @throws UnsupportedOperationException if another level was chosen before
     */
    RDD<T> persist(StorageLevel level);

    /**
     * Forgets records kept by {@link #persist}.
     *
     * @return this RDD
     */
    RDD<T> unpersist();

    /**
     * Returns the level given to {@link #persist}.
     *
     * @return the level, {@link StorageLevel#NONE} at first
     */
    StorageLevel getStorageLevel();

    /**
     * Has the records written into a directory of their own, below that of {@link EngineContext#setCheckpointDir}, by the first
     * job that reads this RDD or what is derived from it afterwards. From then on they are read from there, and the plan that made
     * them is let go: a program that derives one RDD from the other in a long loop neither computes the past again nor plans
     * it. Records must be serializable. The directory is deleted when no RDD can read it any more, and with the context; a
     * restart does not know it. Call it before what it is to hold for is derived.
     *
     * @throws IllegalStateException if the context has no directory for it
     */
    void checkpoint();

    /**
     * Tells whether {@link #checkpoint} was called and the records have been written.
     *
     * @return whether they are read from a directory
     */
    boolean isCheckpointed();

    /**
     * Returns where {@link #checkpoint} has written the records.
     *
     * @return the directory, once it is complete
     */
    Optional<String> getCheckpointFile();

    /**
     * Gives this RDD a name for logs and statistics.
     *
     * @param name the name
     * @return this RDD
     */
    RDD<T> setName(String name);

    /**
     * Returns the name given by {@link #setName}, or what the RDD was made by.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the id of this RDD, unique in its context.
     *
     * @return the id
     */
    long id();

    /**
     * Returns the number of partitions.
     *
     * @return how many, possibly zero
     */
    int getNumPartitions();

    /**
     * Returns how keys are assigned to partitions, where that is known.
     *
     * @return the partitioner, if any
     */
    Optional<Partitioner> partitioner();

    /**
     * Returns the context that this RDD belongs to.
     *
     * @return the context
     */
    EngineContext context();
}
