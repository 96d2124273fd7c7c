// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.Tuple2;
import java.util.List;
import java.util.Optional;

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
     * Reads lines of text, in at least 2 partitions, or in {@link #defaultParallelism()} if that is less: {@link
     * #textFile(String, int)}.
     *
     * @param path what to read
     * @return the lines
     */
    RDD<String> textFile(String path);

    /**
     * Reads lines of text, in UTF-8. A line ends with a line feed, or with a carriage return and a line feed, or with the
     * file. Large files are read in pieces, cut at line ends; files that end with {@code .gz} are decompressed, each in one
     * piece. Files are looked up at once and read when the RDD is computed; what was written behind the end of a file in
     * between is left aside.
     *
     * <p>A path of this machine, or a URI of any {@link dev.shaduf.spi.FileStore}: a file, a directory, whose files are
     * read but not its directories, or a pattern with {@code *}, {@code ?}, <code>[a-z]</code> or <code>{a,b}</code>.
     * Several are separated by commas. Names that begin with {@code .} or {@code _} are left out of directories and
     * patterns.
     *
     * @param path what to read
     * @param minPartitions the least number of partitions wanted, at least 1; there are fewer where files are small
     * @return the lines, in the order of the names of the files
     * @throws IllegalArgumentException if there is no such file
     */
    RDD<String> textFile(String path, int minPartitions);

    /**
     * Reads whole files as text, in 2 partitions, or in {@link #defaultParallelism()} if that is less: {@link
     * #wholeTextFiles(String, int)}.
     *
     * @param path what to read
     * @return the name and the text of each file
     */
    PairRDD<String, String> wholeTextFiles(String path);

    /**
     * Reads whole files as text, in UTF-8; files that end with {@code .gz} are decompressed. Each must fit in memory.
     *
     * @param path what to read, as in {@link #textFile(String, int)}
     * @param minPartitions the number of partitions wanted, at least 1; there are never more than files
     * @return the full name, a URI, and the text of each file, in the order of the names
     * @throws IllegalArgumentException if there is no such file
     */
    PairRDD<String, String> wholeTextFiles(String path, int minPartitions);

    /**
     * Makes an RDD of numbers of a list, in {@link #defaultParallelism()} partitions.
     *
     * @param numbers the numbers; the list must not change afterwards
     * @return the RDD
     */
    DoubleRDD parallelizeDoubles(List<Double> numbers);

    /**
     * Makes an RDD of numbers of a list.
     *
     * @param numbers the numbers; the list must not change afterwards
     * @param numPartitions the number of partitions, at least 1
     * @return the RDD
     */
    DoubleRDD parallelizeDoubles(List<Double> numbers, int numPartitions);

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
     * Chooses where {@link RDD#checkpoint} writes. On a cluster every machine must reach it.
     *
     * @param directory a path of this machine or a URI of any file store
     */
    void setCheckpointDir(String directory);

    /**
     * Returns where {@link RDD#checkpoint} writes.
     *
     * @return the directory, once it was chosen
     */
    Optional<String> getCheckpointDir();

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
