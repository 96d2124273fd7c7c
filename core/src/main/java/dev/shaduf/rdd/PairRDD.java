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
    /**
     * Views an RDD of pairs as one of keys with values.
     *
     * @param rdd an RDD of pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the same records
     */
    static <K, V> PairRDD<K, V> fromRDD(RDD<Tuple2<K, V>> rdd) {
        return rdd instanceof PairRDD<K, V> pairs ? pairs : rdd.mapToPair(pair -> pair);
    }

    @Override
    PairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f);

    @Override
    PairRDD<K, V> union(RDD<Tuple2<K, V>> other);

    @Override
    PairRDD<K, V> distinct();

    @Override
    PairRDD<K, V> distinct(int numPartitions);

    @Override
    PairRDD<K, V> intersection(RDD<Tuple2<K, V>> other);

    @Override
    PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other);

    @Override
    PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other, int numPartitions);

    @Override
    PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other, Partitioner partitioner);

    @Override
    PairRDD<K, V> sample(boolean withReplacement, double fraction);

    @Override
    PairRDD<K, V> sample(boolean withReplacement, double fraction, long seed);

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
     * Builds a combination of the values of each key.
     *
     * @param createCombiner makes a combination of the first value
     * @param mergeValue adds a value to a combination
     * @param mergeCombiners joins two combinations
     * @param numPartitions the partitions of the result
     * @param <C> the type of the combinations
     * @return one record per key
     */
    default <C> PairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            int numPartitions) {
        return combineByKey(createCombiner, mergeValue, mergeCombiners, new HashPartitioner(numPartitions), true);
    }

    /**
     * Combines the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition; serializable, because it is copied
     * @param f an associative and commutative function; may change and return its first argument
     * @return one record per key
     */
    default PairRDD<K, V> foldByKey(V zero, Function2<V, V, V> f) {
        return aggregateByKey(zero, f, f);
    }

    /**
     * Combines the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition
     * @param numPartitions the partitions of the result
     * @param f an associative and commutative function; may change and return its first argument
     * @return one record per key
     */
    default PairRDD<K, V> foldByKey(V zero, int numPartitions, Function2<V, V, V> f) {
        return aggregateByKey(zero, numPartitions, f, f);
    }

    /**
     * Combines the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition
     * @param partitioner assigns keys to partitions
     * @param f an associative and commutative function; may change and return its first argument
     * @return one record per key
     */
    default PairRDD<K, V> foldByKey(V zero, Partitioner partitioner, Function2<V, V, V> f) {
        return aggregateByKey(zero, partitioner, f, f);
    }

    /**
     * Builds a combination of the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition; serializable, because it is copied
     * @param seqFunc adds a value to a combination; may change and return its first argument
     * @param combFunc joins two combinations; may change and return its first argument
     * @param <U> the type of the combinations
     * @return one record per key
     */
    <U> PairRDD<K, U> aggregateByKey(U zero, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc);

    /**
     * Builds a combination of the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition
     * @param numPartitions the partitions of the result
     * @param seqFunc adds a value to a combination
     * @param combFunc joins two combinations
     * @param <U> the type of the combinations
     * @return one record per key
     */
    default <U> PairRDD<K, U> aggregateByKey(
            U zero, int numPartitions, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        return aggregateByKey(zero, new HashPartitioner(numPartitions), seqFunc, combFunc);
    }

    /**
     * Builds a combination of the values of each key, beginning with a neutral value.
     *
     * @param zero the neutral value, copied for each key and partition
     * @param partitioner assigns keys to partitions
     * @param seqFunc adds a value to a combination
     * @param combFunc joins two combinations
     * @param <U> the type of the combinations
     * @return one record per key
     */
    <U> PairRDD<K, U> aggregateByKey(
            U zero, Partitioner partitioner, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc);

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
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return one record per key; a missing side is an empty iterable
     */
    default <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other, int numPartitions) {
        return cogroup(other, new HashPartitioner(numPartitions));
    }

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
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return the matches
     */
    default <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, int numPartitions) {
        return join(other, new HashPartitioner(numPartitions));
    }

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
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return the matches; no match on the right is empty
     */
    default <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, int numPartitions) {
        return leftOuterJoin(other, new HashPartitioner(numPartitions));
    }

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
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return the matches; no match on the left is empty
     */
    default <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, int numPartitions) {
        return rightOuterJoin(other, new HashPartitioner(numPartitions));
    }

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
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return the matches; a missing side is empty
     */
    default <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other, int numPartitions) {
        return fullOuterJoin(other, new HashPartitioner(numPartitions));
    }

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
     * Leaves out the records whose key is in another RDD.
     *
     * @param other the other RDD, whose values do not matter
     * @param <W> the type of the other's values
     * @return the records whose key the other RDD does not have
     */
    <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other);

    /**
     * Leaves out the records whose key is in another RDD.
     *
     * @param other the other RDD, whose values do not matter
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return the records whose key the other RDD does not have
     */
    default <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, int numPartitions) {
        return subtractByKey(other, new HashPartitioner(numPartitions));
    }

    /**
     * Leaves out the records whose key is in another RDD.
     *
     * @param other the other RDD, whose values do not matter
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return the records whose key the other RDD does not have
     */
    <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, Partitioner partitioner);

    /**
     * Moves each record to the partition that a partitioner assigns to its key, and sorts each partition by key in natural
     * order. Keys must be {@link Comparable}. Goes to disk where a partition does not fit in memory.
     *
     * @param partitioner the partitioner
     * @return the redistributed RDD
     */
    PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner);

    /**
     * Moves each record to the partition that a partitioner assigns to its key, and sorts each partition by key. Records of
     * equal keys stay in order. Goes to disk where a partition does not fit in memory.
     *
     * @param partitioner the partitioner
     * @param comparator the order; serializable where the RDD runs on a cluster
     * @return the redistributed RDD
     */
    PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner, Comparator<K> comparator);

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
     * Sorts by key in natural order, across partitions. Keys must be {@link Comparable}.
     * For more than one partition, a job samples the keys at once.
     *
     * @param ascending whether the smallest comes first
     * @param numPartitions the greatest number of partitions of the result
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey(boolean ascending, int numPartitions);

    /**
     * Sorts by key, ascending, across partitions. For more than one partition, a job samples the keys at once.
     *
     * @param comparator the order; serializable where the RDD runs on a cluster
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey(Comparator<K> comparator);

    /**
     * Sorts by key, across partitions. For more than one partition, a job samples the keys at once.
     *
     * @param comparator the order; serializable where the RDD runs on a cluster
     * @param ascending whether the smallest comes first
     * @return the sorted RDD
     */
    PairRDD<K, V> sortByKey(Comparator<K> comparator, boolean ascending);

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
     * Combines the values of each key and brings the result to the caller.
     *
     * @param f an associative and commutative function
     * @return a map from key to combination, in the memory of the caller
     */
    Map<K, V> reduceByKeyLocally(Function2<V, V, V> f);

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
