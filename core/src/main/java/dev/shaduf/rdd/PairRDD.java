// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An RDD of keys with values, and what can be done by key.
 *
 * <p>Keys need {@code equals} and {@code hashCode} by content: arrays and objects with identity hashes are refused at the
 * first record of a shuffle. Where no partitioner or number is given, the result has the partitioner of an input that
 * has one, else the context's default number of hash partitions.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface PairRDD<K, V> extends RDD<Tuple2<K, V>> {
    @Override
    PairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f);

    @Override
    PairRDD<K, V> union(RDD<Tuple2<K, V>> other);

    @Override
    PairRDD<K, V> distinct();

    @Override
    PairRDD<K, V> distinct(int numPartitions);

    @Override
    <S extends Comparable<? super S>> PairRDD<K, V> sortBy(
            Function<Tuple2<K, V>, S> f, boolean ascending, int numPartitions);

    @Override
    PairRDD<K, V> coalesce(int numPartitions);

    @Override
    PairRDD<K, V> coalesce(int numPartitions, boolean shuffle);

    @Override
    PairRDD<K, V> repartition(int numPartitions);

    @Override
    PairRDD<K, V> cache();

    @Override
    PairRDD<K, V> persist(StorageLevel level);

    @Override
    PairRDD<K, V> unpersist();

    @Override
    PairRDD<K, V> setName(String name);

    /**
     * Returns the keys, one per record.
     *
     * @return an RDD of keys
     */
    RDD<K> keys();

    /**
     * Returns the values, one per record.
     *
     * @return an RDD of values
     */
    RDD<V> values();

    /**
     * Maps each value and keeps keys and partitioner.
     *
     * @param f the function
     * @param <U> the type of the new values
     * @return the mapped RDD
     */
    <U> PairRDD<K, U> mapValues(Function<V, U> f);

    /**
     * Maps each value to any number of values and keeps keys and partitioner.
     *
     * @param f the function
     * @param <U> the type of the new values
     * @return the mapped RDD
     */
    <U> PairRDD<K, U> flatMapValues(FlatMapFunction<V, U> f);

    /**
     * Combines the values of each key with an associative and commutative function.
     *
     * @param f the function
     * @return one record per key
     */
    PairRDD<K, V> reduceByKey(Function2<V, V, V> f);

    /**
     * Combines the values of each key.
     *
     * @param f an associative and commutative function
     * @param numPartitions the partitions of the result
     * @return one record per key
     */
    PairRDD<K, V> reduceByKey(Function2<V, V, V> f, int numPartitions);

    /**
     * Combines the values of each key.
     *
     * @param partitioner assigns keys to partitions
     * @param f an associative and commutative function
     * @return one record per key
     */
    PairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> f);

    /**
     * Gathers the values of each key.
     *
     * @return one record per key, with its values in no particular order
     */
    PairRDD<K, Iterable<V>> groupByKey();

    /**
     * Gathers the values of each key.
     *
     * @param numPartitions the partitions of the result
     * @return one record per key
     */
    PairRDD<K, Iterable<V>> groupByKey(int numPartitions);

    /**
     * Gathers the values of each key.
     *
     * @param partitioner assigns keys to partitions
     * @return one record per key
     */
    PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner);

    /**
     * Builds a combination of the values of each key.
     *
     * @param createCombiner makes a combination of the first value
     * @param mergeValue adds a value to a combination; may change and return its first argument
     * @param mergeCombiners joins two combinations; may change and return its first argument
     * @param <C> the type of the combinations
     * @return one record per key
     */
    <C> PairRDD<K, C> combineByKey(
            Function<V, C> createCombiner, Function2<C, V, C> mergeValue, Function2<C, C, C> mergeCombiners);

    /**
     * Builds a combination of the values of each key.
     *
     * @param createCombiner makes a combination of the first value
     * @param mergeValue adds a value to a combination
     * @param mergeCombiners joins two combinations
     * @param partitioner assigns keys to partitions
     * @param mapSideCombine whether to combine before the shuffle, which pays when keys repeat
     * @param <C> the type of the combinations
     * @return one record per key
     */
    <C> PairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine);

    /**
     * Moves each record to the partition that a partitioner assigns to its key.
     *
     * @param partitioner the partitioner
     * @return the redistributed RDD
     */
    PairRDD<K, V> partitionBy(Partitioner partitioner);

    /**
     * Gathers, for each key of either RDD, the values of both.
     *
     * @param other the other RDD
     * @param <W> the type of the other's values
     * @return one record per key; a missing side is an empty iterable
     */
    <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other);

    /**
     * Gathers, for each key of either RDD, the values of both.
     *
     * @param other the other RDD
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return one record per key; a missing side is an empty iterable
     */
    <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Pairs every value with every value of the same key in another RDD.
     *
     * @param other the other RDD
     * @param <W> the type of the other's values
     * @return the matches
     */
    <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other);

    /**
     * Pairs every value with every value of the same key in another RDD.
     *
     * @param other the other RDD
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return the matches
     */
    <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Joins and keeps every record of this RDD.
     *
     * @param other the other RDD
     * @param <W> the type of the other's values
     * @return the matches; no match on the right is empty
     */
    <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other);

    /**
     * Joins and keeps every record of this RDD.
     *
     * @param other the other RDD
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return the matches; no match on the right is empty
     */
    <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Joins and keeps every record of the other RDD.
     *
     * @param other the other RDD
     * @param <W> the type of the other's values
     * @return the matches; no match on the left is empty
     */
    <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other);

    /**
     * Joins and keeps every record of the other RDD.
     *
     * @param other the other RDD
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return the matches; no match on the left is empty
     */
    <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Joins and keeps every record of both RDDs.
     *
     * @param other the other RDD
     * @param <W> the type of the other's values
     * @return the matches; a missing side is empty
     */
    <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other);

    /**
     * Joins and keeps every record of both RDDs.
     *
     * @param other the other RDD
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return the matches; a missing side is empty
     */
    <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Sorts by key in natural order, ascending, across partitions. Keys must be {@link Comparable}.
     * For more than one partition, a job samples the keys at once.
     *
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey();

    /**
     * Sorts by key in natural order, across partitions. Keys must be {@link Comparable}.
     * For more than one partition, a job samples the keys at once.
     *
     * @param ascending whether the smallest comes first
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey(boolean ascending);

    /**
     * Sorts by key, across partitions. For more than one partition, a job samples the keys at once.
     *
     * @param comparator the order; serializable where the RDD runs on a cluster
     * @param ascending whether the smallest comes first
     * @param numPartitions the greatest number of partitions of the result
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey(Comparator<K> comparator, boolean ascending, int numPartitions);

    /**
     * Counts the records of each key.
     *
     * @return a map from key to count, in the memory of the caller
     */
    Map<K, Long> countByKey();

    /**
     * Brings all records to the caller as a map; of several records with one key the last stays.
     *
     * @return the map
     */
    Map<K, V> collectAsMap();

    /**
     * Brings the values of one key to the caller, computing only its partition where the partitioner is known.
     *
     * @param key the key
     * @return its values
     */
    List<V> lookup(K key);
}
