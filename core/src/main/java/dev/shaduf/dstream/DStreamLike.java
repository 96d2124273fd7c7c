// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Function3;
import dev.shaduf.function.FunctionOfFirst;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import dev.shaduf.function.VoidFunction;
import dev.shaduf.function.VoidFunction2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.spi.Sink;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What every stream can do, of single records or of pairs. A stream is a description: each transformation returns a new
 * stream, nothing runs before the context starts, and after the start nothing can be added. Once per slide the stream
 * yields an RDD; functions are called in tasks, except where a method says that it runs on the driver.
 *
 * <p>Streams are put together by one thread. A call whose arguments cannot be used throws an {@link IllegalArgumentException},
 * one that comes after the start an {@link IllegalStateException}; both name the line of the program. What the program as a
 * whole has wrong, such as a uid given twice, is refused by the start of the context.
 *
 * <p>Names, argument orders and meaning are those of Spark Streaming's Java API.
 *
 * @param <T> the type of the records
 * @param <S> the type of the stream itself
 * @param <R> the type of its RDDs
 */
public interface DStreamLike<T, S extends DStreamLike<T, S, R>, R extends RDD<T>> {
    // ---- record by record

    /**
     * Applies a function to each record.
     *
     * @param f the function; a {@code null} result fails the batch
     * @param <U> the type of the results
     * @return a stream of the results
     */
    <U> DStream<U> map(Function<T, U> f);

    /**
     * Maps each record to a key and its value.
     *
     * @param f the function
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of pairs
     */
    <K, V> PairDStream<K, V> mapToPair(PairFunction<T, K, V> f);

    /**
     * Maps each record to any number of results.
     *
     * @param f the function
     * @param <U> the type of the results
     * @return a stream of all results
     */
    <U> DStream<U> flatMap(FlatMapFunction<T, U> f);

    /**
     * Maps each record to any number of pairs.
     *
     * @param f the function
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of pairs
     */
    <K, V> PairDStream<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> f);

    /**
     * Keeps the records for which a function returns true.
     *
     * @param f the condition
     * @return a stream of the records kept
     */
    S filter(Function<T, Boolean> f);

    /**
     * Maps each partition as a whole.
     *
     * @param f the function from the records of a partition to its results
     * @param <U> the type of the results
     * @return a stream of the results
     */
    <U> DStream<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f);

    /**
     * Maps each partition as a whole to pairs.
     *
     * @param f the function from the records of a partition to its pairs
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of pairs
     */
    <K, V> PairDStream<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f);

    /**
     * Gathers each partition into one list.
     *
     * @return a stream with one list per partition
     */
    DStream<List<T>> glom();

    /**
     * Redistributes the records of each batch over a number of partitions.
     *
     * @param numPartitions the number, at least 1
     * @return the redistributed stream
     */
    S repartition(int numPartitions);

    /**
     * Joins the records of another stream to this one's. Duplicates stay.
     *
     * @param that the other stream, of the same context and slide
     * @return the union
     */
    S union(S that);

    // ---- aggregation of a batch

    /**
     * Counts the records of each batch.
     *
     * @return a stream with exactly one number per batch, 0 for an empty one
     */
    DStream<Long> count();

    /**
     * Counts each distinct record of a batch.
     *
     * @return a stream of records and their counts
     */
    PairDStream<T, Long> countByValue();

    /**
     * Counts each distinct record of a batch.
     *
     * @param numPartitions the partitions of the result
     * @return a stream of records and their counts
     */
    PairDStream<T, Long> countByValue(int numPartitions);

    /**
     * Combines the records of each batch into one.
     *
     * @param f an associative and commutative function
     * @return a stream with one record per batch, none for an empty one
     */
    DStream<T> reduce(Function2<T, T, T> f);

    // ---- windows

    /**
     * Gathers the records of the last batches: at time t those of (t − window, t], each batch anew. At the beginning the
     * window holds what there is.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @return the windowed stream, with the slide of this one
     */
    S window(Duration windowDuration);

    /**
     * Gathers the records of the last batches, once per slide.
     *
     * @param windowDuration the length, a multiple of this stream's slide
     * @param slideDuration the distance between two windows, a multiple of this stream's slide
     * @return the windowed stream
     */
    S window(Duration windowDuration, Duration slideDuration);

    /**
     * Counts the records of a window, updated by what comes and what goes.
     *
     * @param windowDuration the length
     * @param slideDuration the distance between two windows
     * @return a stream with exactly one number per window
     */
    DStream<Long> countByWindow(Duration windowDuration, Duration slideDuration);

    /**
     * Counts each distinct record of a window, updated by what comes and what goes.
     *
     * @param windowDuration the length
     * @param slideDuration the distance between two windows
     * @return a stream of records and their counts; a record that has left is gone
     */
    PairDStream<T, Long> countByValueAndWindow(Duration windowDuration, Duration slideDuration);

    /**
     * Counts each distinct record of a window, updated by what comes and what goes.
     *
     * @param windowDuration the length
     * @param slideDuration the distance between two windows
     * @param numPartitions the partitions of the result
     * @return a stream of records and their counts
     */
    PairDStream<T, Long> countByValueAndWindow(Duration windowDuration, Duration slideDuration, int numPartitions);

    /**
     * Combines the records of a window into one.
     *
     * @param reduceFunc an associative and commutative function
     * @param windowDuration the length
     * @param slideDuration the distance between two windows
     * @return a stream with one record per window, none for an empty one
     */
    DStream<T> reduceByWindow(Function2<T, T, T> reduceFunc, Duration windowDuration, Duration slideDuration);

    /**
     * Combines the records of a window into one, updated by what comes and what goes.
     *
     * @param reduceFunc an associative and commutative function
     * @param invReduceFunc takes the second value out of the first: {@code inv(reduce(x, y), y)} is {@code x}
     * @param windowDuration the length
     * @param slideDuration the distance between two windows
     * @return a stream with one record per window once there was data, also when it has left
     */
    DStream<T> reduceByWindow(
            Function2<T, T, T> reduceFunc,
            Function2<T, T, T> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration);

    // ---- RDD by RDD

    /**
     * Builds the RDD of each batch with a function that runs on the driver, every batch.
     *
     * @param f the function; must not return {@code null}
     * @param <U> the type of the results
     * @return a stream of the RDDs that it returns
     */
    <U> DStream<U> transform(Function<R, RDD<U>> f);

    /**
     * Builds the RDD of each batch with a function that runs on the driver.
     *
     * @param f the function of RDD and batch time
     * @param <U> the type of the results
     * @return a stream of the RDDs that it returns
     */
    <U> DStream<U> transform(Function2<R, Time, RDD<U>> f);

    /**
     * Builds the RDD of each batch with a function that runs on the driver; the overload that {@code transform(RDD::distinct)}
     * needs, as {@code distinct} is a method with a parameter, too.
     *
     * @param f the function, which does not look at the batch time
     * @param <U> the type of the results
     * @return a stream of the RDDs that it returns
     */
    default <U> DStream<U> transform(FunctionOfFirst<R, Time, RDD<U>> f) {
        return transform((Function<R, RDD<U>>) f);
    }

    /**
     * Builds the RDD of pairs of each batch with a function that runs on the driver.
     *
     * @param f the function
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of the RDDs that it returns
     */
    <K, V> PairDStream<K, V> transformToPair(Function<R, PairRDD<K, V>> f);

    /**
     * Builds the RDD of pairs of each batch with a function that runs on the driver.
     *
     * @param f the function of RDD and batch time
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of the RDDs that it returns
     */
    <K, V> PairDStream<K, V> transformToPair(Function2<R, Time, PairRDD<K, V>> f);

    /**
     * Builds the RDD of pairs of each batch with a function that runs on the driver; the overload that {@code
     * transformToPair(PairRDD::distinct)} needs, as {@code distinct} is a method with a parameter, too.
     *
     * @param f the function, which does not look at the batch time
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of the RDDs that it returns
     */
    default <K, V> PairDStream<K, V> transformToPair(FunctionOfFirst<R, Time, PairRDD<K, V>> f) {
        return transformToPair((Function<R, PairRDD<K, V>>) f);
    }

    /**
     * Builds the RDD of each batch from those of two streams, on the driver.
     *
     * @param other the other stream, of the same context and slide
     * @param f the function of both RDDs and the batch time
     * @param <U> the type of the other's records
     * @param <W> the type of the results
     * @return a stream of the RDDs that it returns
     */
    <U, W> DStream<W> transformWith(DStream<U> other, Function3<R, RDD<U>, Time, RDD<W>> f);

    /**
     * Builds the RDD of each batch from those of this stream and one of pairs, on the driver.
     *
     * @param other the other stream, of the same context and slide
     * @param f the function of both RDDs and the batch time
     * @param <K> the type of the other's keys
     * @param <V> the type of the other's values
     * @param <W> the type of the results
     * @return a stream of the RDDs that it returns
     */
    <K, V, W> DStream<W> transformWith(PairDStream<K, V> other, Function3<R, PairRDD<K, V>, Time, RDD<W>> f);

    /**
     * Builds the RDD of pairs of each batch from those of two streams, on the driver.
     *
     * @param other the other stream, of the same context and slide
     * @param f the function of both RDDs and the batch time
     * @param <U> the type of the other's records
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of the RDDs that it returns
     */
    <U, K, V> PairDStream<K, V> transformWithToPair(DStream<U> other, Function3<R, RDD<U>, Time, PairRDD<K, V>> f);

    /**
     * Builds the RDD of pairs of each batch from those of this stream and one of pairs, on the driver.
     *
     * @param other the other stream, of the same context and slide
     * @param f the function of both RDDs and the batch time
     * @param <K2> the type of the other's keys
     * @param <V2> the type of the other's values
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a stream of the RDDs that it returns
     */
    <K2, V2, K, V> PairDStream<K, V> transformWithToPair(
            PairDStream<K2, V2> other, Function3<R, PairRDD<K2, V2>, Time, PairRDD<K, V>> f);

    // ---- outputs

    /**
     * Runs a function on the driver for the RDD of each batch; what it computes runs as jobs of the batch. At least once
     * when a batch is tried again.
     *
     * @param f the function
     * @return the output, to be named
     */
    OutputOperation foreachRDD(VoidFunction<R> f);

    /**
     * Runs a function on the driver for the RDD and time of each batch.
     *
     * @param f the function
     * @return the output, to be named
     */
    OutputOperation foreachRDD(VoidFunction2<R, Time> f);

    /**
     * Prints the first ten records of each batch on standard output, under a header with the batch time.
     *
     * @return the output, to be named
     */
    default OutputOperation print() {
        return print(10);
    }

    /**
     * Prints the first records of each batch on standard output, under a header with the batch time.
     *
     * @param num how many
     * @return the output, to be named
     */
    OutputOperation print(int num);

    /**
     * The same as {@link #print()}, by the name known from Python.
     *
     * @return the output, to be named
     */
    default OutputOperation pprint() {
        return print(10);
    }

    /**
     * The same as {@link #print(int)}, by the name known from Python.
     *
     * @param num how many
     * @return the output, to be named
     */
    default OutputOperation pprint(int num) {
        return print(num);
    }

    /**
     * Writes each batch to a sink, with the guarantee that the sink declares.
     *
     * @param sink the sink
     * @return the output, to be named
     */
    OutputOperation sinkTo(Sink<? super T> sink);

    /**
     * Writes each batch to a sink found by name.
     *
     * @param sink the id of the sink's provider
     * @param options the sink's options
     * @return the output, to be named
     * @throws dev.shaduf.config.ConfigurationException if there is no such sink, naming the artifact to add where that is known, or for
     *     all faults of the options
     */
    OutputOperation sinkTo(String sink, Map<String, String> options);

    /**
     * Writes each batch as text, one line per record, into a directory {@code prefix-<batch time in ms>}.
     *
     * @param prefix path and beginning of the directories' names
     * @return the output, to be named
     * @throws dev.shaduf.config.ConfigurationException if {@code shaduf-sink-file} is not on the class path, or the path is malformed
     */
    default OutputOperation saveAsTextFiles(String prefix) {
        return saveAsTextFiles(prefix, "");
    }

    /**
     * Writes each batch as text, one line per record, into a directory {@code prefix-<batch time in ms>.suffix}.
     *
     * @param prefix path and beginning of the directories' names
     * @param suffix end of the directories' names, empty for none
     * @return the output, to be named
     * @throws dev.shaduf.config.ConfigurationException if {@code shaduf-sink-file} is not on the class path, or the path is malformed
     */
    OutputOperation saveAsTextFiles(String prefix, String suffix);

    /**
     * Writes each batch as serialized objects into a directory {@code prefix-<batch time in ms>}.
     *
     * @param prefix path and beginning of the directories' names
     * @return the output, to be named
     * @throws dev.shaduf.config.ConfigurationException if {@code shaduf-sink-file} is not on the class path, or the path is malformed
     */
    default OutputOperation saveAsObjectFiles(String prefix) {
        return saveAsObjectFiles(prefix, "");
    }

    /**
     * Writes each batch as serialized objects into a directory {@code prefix-<batch time in ms>.suffix}.
     *
     * @param prefix path and beginning of the directories' names
     * @param suffix end of the directories' names, empty for none
     * @return the output, to be named
     * @throws dev.shaduf.config.ConfigurationException if {@code shaduf-sink-file} is not on the class path, or the path is malformed
     */
    OutputOperation saveAsObjectFiles(String prefix, String suffix);

    // ---- looking back, keeping, naming

    /**
     * Returns the RDDs of a span of time, both ends included; times between slides are rounded down.
     *
     * @param fromTime the first time
     * @param toTime the last time
     * @return the RDDs that are still remembered or can be computed, oldest first
     * @throws IllegalStateException before the context has started
     */
    List<R> slice(Time fromTime, Time toTime);

    /**
     * Asks for a bound on the time between two snapshots of the states. Meant for programs that come from Spark, where a
     * stateful stream had to be checkpointed now and then; here what a batch changed is kept with each batch that completes,
     * in the context's checkpoint directory, and whole snapshots are written by themselves, in the background, as the
     * journal grows. This makes it be done at the latest after a time, for all states of the context; the shortest time
     * that is asked for holds. Without a checkpoint directory it does nothing.
     *
     * @param interval the longest time between two snapshots, a multiple of the slide of this stream
     * @return this stream
     */
    S checkpoint(Duration interval);

    /**
     * Keeps the records of each batch in memory while the stream remembers it.
     *
     * @return this stream
     */
    S cache();

    /**
     * Keeps the records of each batch in memory, serialized, while the stream remembers it.
     *
     * @return this stream
     */
    S persist();

    /**
     * Keeps the records of each batch while the stream remembers it.
     *
     * @param level where and in which form
     * @return this stream
     */
    S persist(StorageLevel level);

    /**
     * Names the state of the operator that made this stream, so that it can be found when the program has changed.
     *
     * @param uid the name, unique in the context: letters, digits, {@code -}, {@code _} and {@code .}
     * @return this stream
     */
    S uid(String uid);

    /**
     * Names the operator that made this stream, in logs and statistics.
     *
     * @param name the name
     * @return this stream
     */
    S name(String name);

    /**
     * Sends the records that the operation which made this stream fails for to a sink, instead of failing the batch: those that
     * its function throws for or returns null for, or those that an input's reader rejects. The letters of a batch are an
     * output of that batch: written after its other outputs, discarded with an attempt that fails, and committed before the
     * batch is complete. Only records that are computed are found; {@code print} computes no more than it shows.
     *
     * <p>For {@code map}, {@code flatMap}, {@code filter}, {@code mapToPair}, {@code flatMapToPair}, {@code mapValues},
     * {@code flatMapValues} and inputs of replayable sources; anything else is refused. A task that sets aside more records
     * than {@code shaduf.dead.letters.max} fails.
     *
     * @param sink takes the letters
     * @return this stream
     */
    S deadLetters(Sink<? super DeadLetter> sink);

    /**
     * Hands the records that the operation which made this stream fails for to a function, on the driver, at least once: a batch
     * that is tried again may hand over the same letter, with the same identity, again. See {@link #deadLetters(Sink)}.
     *
     * @param handler takes the letters
     * @return this stream
     */
    S deadLetters(VoidFunction<DeadLetter> handler);

    /**
     * Returns the distance between two RDDs of this stream.
     *
     * @return a multiple of the batch interval
     */
    Duration slideDuration();
}
