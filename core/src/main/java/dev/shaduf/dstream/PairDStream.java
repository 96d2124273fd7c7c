// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Function4;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of keys with values, and what can be done by key, batch by batch, over windows and with state.
 *
 * <p>Where neither partitioner nor number of partitions is given, the context's default number of hash partitions is
 * used. Keys need {@code equals} and {@code hashCode} by content.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface PairDStream<K, V> extends DStreamLike<Tuple2<K, V>, PairDStream<K, V>, PairRDD<K, V>> {
    /**
     * Views a stream of pairs as one of keys with values.
     *
     * @param stream a stream of pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the same records
     */
    static <K, V> PairDStream<K, V> fromDStream(DStream<Tuple2<K, V>> stream) {
        return stream.mapToPair(pair -> pair);
    }

    /** {@return the same records, each pair as a single one} */
    DStream<Tuple2<K, V>> toDStream();

    /**
     * Returns the partitioner used where none is given.
     *
     * @return hash partitions, as many as the context's default
     */
    Partitioner defaultPartitioner();

    /**
     * Returns a hash partitioner for a number of partitions.
     *
     * @param numPartitions the number, at least 1
     * @return the partitioner
     */
    Partitioner hashPartitioner(int numPartitions);

    /**
     * Maps each value and keeps its key.
     *
     * @param f the function
     * @param <U> the type of the new values
     * @return the mapped stream
     */
    <U> PairDStream<K, U> mapValues(Function<V, U> f);

    /**
     * Maps each value to any number of values and keeps the key.
     *
     * @param f the function
     * @param <U> the type of the new values
     * @return the mapped stream
     */
    <U> PairDStream<K, U> flatMapValues(FlatMapFunction<V, U> f);

    /**
     * Gathers the values of each key of a batch.
     *
     * @return a stream of keys with all their values
     */
    default PairDStream<K, Iterable<V>> groupByKey() {
        return groupByKey(defaultPartitioner());
    }

    /**
     * Gathers the values of each key of a batch.
     *
     * @param numPartitions the partitions of the result
     * @return a stream of keys with all their values
     */
    default PairDStream<K, Iterable<V>> groupByKey(int numPartitions) {
        return groupByKey(hashPartitioner(numPartitions));
    }

    /**
     * Gathers the values of each key of a batch.
     *
     * @param partitioner assigns keys to partitions
     * @return a stream of keys with all their values
     */
    PairDStream<K, Iterable<V>> groupByKey(Partitioner partitioner);

    /**
     * Combines the values of each key of a batch.
     *
     * @param f an associative and commutative function
     * @return a stream with one record per key
     */
    default PairDStream<K, V> reduceByKey(Function2<V, V, V> f) {
        return reduceByKey(f, defaultPartitioner());
    }

    /**
     * Combines the values of each key of a batch.
     *
     * @param f an associative and commutative function
     * @param numPartitions the partitions of the result
     * @return a stream with one record per key
     */
    default PairDStream<K, V> reduceByKey(Function2<V, V, V> f, int numPartitions) {
        return reduceByKey(f, hashPartitioner(numPartitions));
    }

    /**
     * Combines the values of each key of a batch.
     *
     * @param f an associative and commutative function
     * @param partitioner assigns keys to partitions
     * @return a stream with one record per key
     */
    PairDStream<K, V> reduceByKey(Function2<V, V, V> f, Partitioner partitioner);

    /**
     * Builds a combination of the values of each key of a batch, combining before the shuffle.
     *
     * @param createCombiner makes a combination of the first value
     * @param mergeValue adds a value to a combination
     * @param mergeCombiners joins two combinations
     * @param partitioner assigns keys to partitions
     * @param <C> the type of the combinations
     * @return a stream with one record per key
     */
    default <C> PairDStream<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner) {
        return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true);
    }

    /**
     * Builds a combination of the values of each key of a batch.
     *
     * @param createCombiner makes a combination of the first value
     * @param mergeValue adds a value to a combination
     * @param mergeCombiners joins two combinations
     * @param partitioner assigns keys to partitions
     * @param mapSideCombine whether to combine before the shuffle
     * @param <C> the type of the combinations
     * @return a stream with one record per key
     */
    <C> PairDStream<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine);

    /**
     * Gathers, for each key of either stream, the values of both in one batch.
     *
     * @param other the other stream, of the same context and slide
     * @param <W> the type of the other's values
     * @return a stream with one record per key
     */
    default <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairDStream<K, W> other) {
        return cogroup(other, defaultPartitioner());
    }

    /**
     * Gathers, for each key of either stream, the values of both in one batch.
     *
     * @param other the other stream, of the same context and slide
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return a stream with one record per key
     */
    default <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairDStream<K, W> other, int numPartitions) {
        return cogroup(other, hashPartitioner(numPartitions));
    }

    /**
     * Gathers, for each key of either stream, the values of both in one batch.
     *
     * @param other the other stream, of the same context and slide
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return a stream with one record per key
     */
    <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairDStream<K, W> other, Partitioner partitioner);

    /**
     * Pairs every value with every value of the same key in another stream's batch.
     *
     * @param other the other stream, of the same context and slide
     * @param <W> the type of the other's values
     * @return a stream of the matches
     */
    default <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other) {
        return join(other, defaultPartitioner());
    }

    /**
     * Pairs every value with every value of the same key in another stream's batch.
     *
     * @param other the other stream, of the same context and slide
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return a stream of the matches
     */
    default <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other, int numPartitions) {
        return join(other, hashPartitioner(numPartitions));
    }

    /**
     * Pairs every value with every value of the same key in another stream's batch.
     *
     * @param other the other stream, of the same context and slide
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return a stream of the matches
     */
    <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other, Partitioner partitioner);

    /**
     * Joins batch by batch and keeps every record of this stream.
     *
     * @param other the other stream, of the same context and slide
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    default <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other) {
        return leftOuterJoin(other, defaultPartitioner());
    }

    /**
     * Joins batch by batch and keeps every record of this stream.
     *
     * @param other the other stream, of the same context and slide
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    default <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other, int numPartitions) {
        return leftOuterJoin(other, hashPartitioner(numPartitions));
    }

    /**
     * Joins batch by batch and keeps every record of this stream.
     *
     * @param other the other stream, of the same context and slide
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other, Partitioner partitioner);

    /**
     * Joins batch by batch and keeps every record of the other stream.
     *
     * @param other the other stream, of the same context and slide
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    default <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other) {
        return rightOuterJoin(other, defaultPartitioner());
    }

    /**
     * Joins batch by batch and keeps every record of the other stream.
     *
     * @param other the other stream, of the same context and slide
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    default <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other, int numPartitions) {
        return rightOuterJoin(other, hashPartitioner(numPartitions));
    }

    /**
     * Joins batch by batch and keeps every record of the other stream.
     *
     * @param other the other stream, of the same context and slide
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return a stream of the matches; no match is empty
     */
    <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other, Partitioner partitioner);

    /**
     * Joins batch by batch and keeps every record of both streams.
     *
     * @param other the other stream, of the same context and slide
     * @param <W> the type of the other's values
     * @return a stream of the matches; a missing side is empty
     */
    default <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairDStream<K, W> other) {
        return fullOuterJoin(other, defaultPartitioner());
    }

    /**
     * Joins batch by batch and keeps every record of both streams.
     *
     * @param other the other stream, of the same context and slide
     * @param numPartitions the partitions of the result
     * @param <W> the type of the other's values
     * @return a stream of the matches; a missing side is empty
     */
    default <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            PairDStream<K, W> other, int numPartitions) {
        return fullOuterJoin(other, hashPartitioner(numPartitions));
    }

    /**
     * Joins batch by batch and keeps every record of both streams.
     *
     * @param other the other stream, of the same context and slide
     * @param partitioner assigns keys to partitions
     * @param <W> the type of the other's values
     * @return a stream of the matches; a missing side is empty
     */
    <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            PairDStream<K, W> other, Partitioner partitioner);

    /**
     * Gathers the values of each key over a window that slides with every batch.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @return a stream of keys with all their values, in no particular order
     */
    default PairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration windowDuration) {
        return groupByKeyAndWindow(windowDuration, slideDuration());
    }

    /**
     * Gathers the values of each key over a window.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @return a stream of keys with all their values, in no particular order
     */
    default PairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration windowDuration, Duration slideDuration) {
        return groupByKeyAndWindow(windowDuration, slideDuration, defaultPartitioner());
    }

    /**
     * Gathers the values of each key over a window.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param numPartitions the partitions of the result
     * @return a stream of keys with all their values, in no particular order
     */
    default PairDStream<K, Iterable<V>> groupByKeyAndWindow(
            Duration windowDuration, Duration slideDuration, int numPartitions) {
        return groupByKeyAndWindow(windowDuration, slideDuration, hashPartitioner(numPartitions));
    }

    /**
     * Gathers the values of each key over a window.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param partitioner assigns keys to partitions
     * @return a stream of keys with all their values, in no particular order
     */
    PairDStream<K, Iterable<V>> groupByKeyAndWindow(
            Duration windowDuration, Duration slideDuration, Partitioner partitioner);

    /**
     * Combines the values of each key over a window that slides with every batch.
     *
     * @param reduceFunc an associative and commutative function
     * @param windowDuration the length, a multiple of this stream's slide
     * @return a stream with one record per key of the window
     */
    default PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> reduceFunc, Duration windowDuration) {
        return reduceByKeyAndWindow(reduceFunc, windowDuration, slideDuration());
    }

    /**
     * Combines the values of each key over a window.
     *
     * @param reduceFunc an associative and commutative function
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @return a stream with one record per key of the window
     */
    default PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration) {
        return reduceByKeyAndWindow(reduceFunc, windowDuration, slideDuration, defaultPartitioner());
    }

    /**
     * Combines the values of each key over a window.
     *
     * @param reduceFunc an associative and commutative function
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param numPartitions the partitions of the result
     * @return a stream with one record per key of the window
     */
    default PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration, int numPartitions) {
        return reduceByKeyAndWindow(reduceFunc, windowDuration, slideDuration, hashPartitioner(numPartitions));
    }

    /**
     * Combines the values of each key over a window.
     *
     * @param reduceFunc an associative and commutative function
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param partitioner assigns keys to partitions
     * @return a stream with one record per key of the window
     */
    PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration, Partitioner partitioner);

    /**
     * Combines the values of each key over a window, updated by what comes and what goes.
     * Without a filter a key stays for ever once seen, with what is left of its value.
     *
     * @param reduceFunc an associative and commutative function
     * @param invReduceFunc takes the second value out of the first: {@code inv(reduce(x, y), y)} is {@code x}
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @return a stream with one record per key seen so far
     */
    default PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc,
            Function2<V, V, V> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration) {
        return reduceByKeyAndWindow(
                reduceFunc, invReduceFunc, windowDuration, slideDuration, defaultPartitioner(), null);
    }

    /**
     * Combines the values of each key over a window, updated by what comes and what goes.
     * Without a filter a key stays for ever once seen, with what is left of its value.
     *
     * @param reduceFunc an associative and commutative function
     * @param invReduceFunc takes the second value out of the first: {@code inv(reduce(x, y), y)} is {@code x}
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param numPartitions the partitions of the result
     * @return a stream with one record per key seen so far
     */
    default PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc,
            Function2<V, V, V> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration,
            int numPartitions) {
        return reduceByKeyAndWindow(
                reduceFunc, invReduceFunc, windowDuration, slideDuration, hashPartitioner(numPartitions), null);
    }

    /**
     * Combines the values of each key over a window, updated by what comes and what goes.
     *
     * @param reduceFunc an associative and commutative function
     * @param invReduceFunc takes the second value out of the first: {@code inv(reduce(x, y), y)} is {@code x}
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param numPartitions the partitions of the result
     * @param filterFunc the keys and values to keep, in the stream and in the stored window; {@code null} to keep all
     * @return a stream of the records kept
     */
    default PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc,
            Function2<V, V, V> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration,
            int numPartitions,
            @Nullable Function<Tuple2<K, V>, Boolean> filterFunc) {
        return reduceByKeyAndWindow(
                reduceFunc, invReduceFunc, windowDuration, slideDuration, hashPartitioner(numPartitions), filterFunc);
    }

    /**
     * Combines the values of each key over a window, updated by what comes and what goes.
     *
     * @param reduceFunc an associative and commutative function
     * @param invReduceFunc takes the second value out of the first: {@code inv(reduce(x, y), y)} is {@code x}
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @param partitioner assigns keys to partitions
     * @param filterFunc the keys and values to keep, in the stream and in the stored window; {@code null} to keep all
     * @return a stream of the records kept
     */
    PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc,
            Function2<V, V, V> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration,
            Partitioner partitioner,
            @Nullable Function<Tuple2<K, V>, Boolean> filterFunc);

    /**
     * Keeps a state per key, updated every batch.
     *
     * @param updateFunc called every batch for every key with data or with a state: new values, possibly none, and the
     *     previous state; an empty result removes the key
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    default <S> PairDStream<K, S> updateStateByKey(Function2<List<V>, Optional<S>, Optional<S>> updateFunc) {
        return updateStateByKey(updateFunc, defaultPartitioner());
    }

    /**
     * Keeps a state per key, updated every batch.
     *
     * @param updateFunc called every batch for every key with data or with a state: new values, possibly none, and the
     *     previous state; an empty result removes the key
     * @param numPartitions the partitions of the result
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    default <S> PairDStream<K, S> updateStateByKey(
            Function2<List<V>, Optional<S>, Optional<S>> updateFunc, int numPartitions) {
        return updateStateByKey(updateFunc, hashPartitioner(numPartitions));
    }

    /**
     * Keeps a state per key, updated every batch.
     *
     * @param updateFunc called every batch for every key with data or with a state: new values, possibly none, and the
     *     previous state; an empty result removes the key
     * @param partitioner assigns keys to partitions
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    <S> PairDStream<K, S> updateStateByKey(
            Function2<List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner);

    /**
     * Keeps a state per key, updated every batch.
     *
     * @param updateFunc called every batch for every key with data or with a state: new values, possibly none, and the
     *     previous state; an empty result removes the key
     * @param partitioner assigns keys to partitions
     * @param initialRDD the state at the beginning; used only when no state was kept from an earlier run
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    <S> PairDStream<K, S> updateStateByKey(
            Function2<List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner, PairRDD<K, S> initialRDD);

    /**
     * Keeps a state per key, updated every batch by a function that sees batch time and key.
     *
     * @param updateFunc called every batch for every key with data or with a state: batch time, key, new values and the previous
     *     state; an empty result removes the key
     * @param partitioner assigns keys to partitions
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    <S> PairDStream<K, S> updateStateByKey(
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner);

    /**
     * Keeps a state per key, updated every batch by a function that sees batch time and key.
     *
     * @param updateFunc called every batch for every key with data or with a state: batch time, key, new values and the previous
     *     state; an empty result removes the key
     * @param partitioner assigns keys to partitions
     * @param initialRDD the state at the beginning
     * @param <S> the type of the state
     * @return a stream of every key with its state
     */
    <S> PairDStream<K, S> updateStateByKey(
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> updateFunc,
            Partitioner partitioner,
            PairRDD<K, S> initialRDD);

    /**
     * Keeps a state per key, updated record by record; keys without data cost nothing.
     *
     * @param spec the function, with initial state, partitions and timeout
     * @param <S> the type of the state
     * @param <M> the type of what the function returns
     * @return a stream of what the function returned, and a view of the state
     */
    <S, M> MapWithStateDStream<K, V, S, M> mapWithState(StateSpec<K, V, S, M> spec);
}
