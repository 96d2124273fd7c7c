// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import dev.shaduf.function.Tuple2;
import dev.shaduf.function.VoidFunction;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
public interface RDD<T> {
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
     * Maps each partition as a whole to pairs.
     *
     * @param f the function from the records of a partition to its pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return an RDD of pairs with the same number of partitions
     */
    <K, V> PairRDD<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f);

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
     * Appends another RDD's partitions to this one's. Duplicates stay.
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

    // ---- actions: run a job

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
     * @param zero the neutral value, used once per partition and once more, not {@code null}
     * @param f an associative function that does not change its arguments
     * @return the combination; the neutral value for an RDD without records
     */
    T fold(T zero, Function2<T, T, T> f);

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

    /**
     * Views an RDD of pairs as a {@link PairRDD}.
     *
     * @param rdd an RDD of pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the same records
     */
    static <K, V> PairRDD<K, V> toPairRDD(RDD<Tuple2<K, V>> rdd) {
        return rdd instanceof PairRDD<K, V> pairs ? pairs : rdd.mapToPair(pair -> pair);
    }
}
