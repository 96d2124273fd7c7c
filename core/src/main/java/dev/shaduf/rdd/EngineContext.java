// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.Tuple2;
import java.util.List;

/**
 * What a program may ask of the engine besides streams: RDDs from its own collections, broadcast variables,
 * accumulators. One engine context can serve several streaming contexts, at the same time or one after another.
 * Safe for use by many threads.
 */
public interface EngineContext extends AutoCloseable {
    /**
     * Makes an RDD of a list, in {@link #defaultParallelism()} partitions.
     *
     * @param records the records; the list must not change afterwards
     * @param <T> the type of the records
     * @return the RDD
     */
    <T> RDD<T> parallelize(List<T> records);

    /**
     * Makes an RDD of a list.
     *
     * @param records the records; the list must not change afterwards
     * @param numPartitions the number of partitions, at least 1
     * @param <T> the type of the records
     * @return the RDD; its partitions are consecutive pieces of the list
     */
    <T> RDD<T> parallelize(List<T> records, int numPartitions);

    /**
     * Makes an RDD of a list of pairs, in {@link #defaultParallelism()} partitions.
     *
     * @param records the pairs; the list must not change afterwards
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the RDD
     */
    <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> records);

    /**
     * Makes an RDD of a list of pairs.
     *
     * @param records the pairs; the list must not change afterwards
     * @param numPartitions the number of partitions, at least 1
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the RDD
     */
    <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> records, int numPartitions);

    /**
     * Makes an RDD without partitions.
     *
     * @param <T> the type of the records it has none of
     * @return the empty RDD
     */
    <T> RDD<T> emptyRDD();

    /**
     * Joins the partitions of several RDDs.
     *
     * @param rdds the RDDs, of this context
     * @param <T> the type of the records
     * @return the union, in order of the list
     */
    <T> RDD<T> union(List<? extends RDD<T>> rdds);

    /**
     * Sends a read-only value to wherever tasks run, once.
     *
     * @param value the value; serializable where tasks run in other JVMs
     * @param <T> its type
     * @return a handle that functions may capture
     */
    <T> Broadcast<T> broadcast(T value);

    /**
     * Makes a counter that tasks add to.
     *
     * @param name its name in logs and statistics
     * @return the counter
     */
    LongAccumulator longAccumulator(String name);

    /**
     * Makes a sum of doubles that tasks add to.
     *
     * @param name its name in logs and statistics
     * @return the sum
     */
    DoubleAccumulator doubleAccumulator(String name);

    /**
     * Makes a list that tasks add to.
     *
     * @param name its name in logs and statistics
     * @param <T> the type of the elements
     * @return the list
     */
    <T> CollectionAccumulator<T> collectionAccumulator(String name);

    /**
     * Returns the number of partitions used where none is given.
     *
     * @return how many, at least 1
     */
    int defaultParallelism();

    /**
     * Returns the master URL that chose the engine.
     *
     * @return the URL, such as {@code local[2]}
     */
    String master();

    /**
     * Ends the engine: jobs that run are interrupted, later ones refused. Idempotent.
     */
    @Override
    void close();
}
