// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.InputDStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.ReceiverInputDStream;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.internal.graph.DStreamGraph;
import dev.shaduf.internal.plugin.Doors;
import dev.shaduf.internal.plugin.Inputs;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Time;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The streams that a program begins with: the part of {@link StreamingContext} that declares them. */
abstract class StreamDeclarations {
    private static final int MAX_PORT = 65_535;

    final DStreamGraph graph;

    StreamDeclarations(DStreamGraph graph) {
        this.graph = graph;
    }

    /**
     * Reads lines of UTF-8 text from a TCP socket, kept in memory, and on disk where that does not suffice.
     *
     * @param host the host to connect to
     * @param port its port
     * @return the stream of lines
     * @throws ConfigurationException if {@code shaduf-source-socket} is not on the class path
     */
    public ReceiverInputDStream<String> socketTextStream(String host, int port) {
        return socketTextStream(host, port, StorageLevel.MEMORY_AND_DISK);
    }

    /**
     * Reads lines of UTF-8 text from a TCP socket.
     *
     * @param host the host to connect to
     * @param port its port
     * @param level where received lines are kept until they are no longer needed
     * @return the stream of lines
     * @throws ConfigurationException if {@code shaduf-source-socket} is not on the class path
     */
    public ReceiverInputDStream<String> socketTextStream(String host, int port, StorageLevel level) {
        requirePort("socketTextStream", host, port);
        return graph.streams()
                .receiverStream("socketTextStream", Doors.socketStreams().text(host, port, level));
    }

    /**
     * Reads records from a TCP socket that a function cuts from the bytes.
     *
     * @param host the host to connect to
     * @param port its port
     * @param converter the records of a connection, lazily; called once per connection
     * @param level where records are kept until they are no longer needed
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-socket} is not on the class path
     */
    public <T> ReceiverInputDStream<T> socketStream(
            String host, int port, Function<InputStream, Iterable<T>> converter, StorageLevel level) {
        requirePort("socketStream", host, port);
        return graph.streams()
                .receiverStream("socketStream", Doors.socketStreams().framed(host, port, converter, level));
    }

    /**
     * Reads blocks of serialized records from a TCP socket, each behind its length in four bytes. They are kept in memory,
     * and on disk where that does not suffice.
     *
     * @param host the host to connect to
     * @param port its port
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-socket} is not on the class path
     */
    public <T> ReceiverInputDStream<T> rawSocketStream(String host, int port) {
        return rawSocketStream(host, port, StorageLevel.MEMORY_AND_DISK_SER);
    }

    /**
     * Reads blocks of serialized records from a TCP socket, each behind its length in four bytes.
     *
     * @param host the host to connect to
     * @param port its port
     * @param level where blocks are kept until they are no longer needed
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-socket} is not on the class path
     */
    public <T> ReceiverInputDStream<T> rawSocketStream(String host, int port, StorageLevel level) {
        requirePort("rawSocketStream", host, port);
        return graph.streams()
                .receiverStream("rawSocketStream", Doors.socketStreams().<T>raw(host, port, level));
    }

    /**
     * Reads the lines of UTF-8 text of files that appear in a directory. Files move in, or are written under a name that begins
     * with a dot and renamed; each is taken once. Files that are there at the first start are left out.
     *
     * @param directory a path, which may hold wildcards such as {@code /in/2026-*}, or a URI of any file store
     * @return the stream of lines
     * @throws ConfigurationException if {@code shaduf-source-file} is not on the class path, or the path is malformed
     */
    public InputDStream<String> textFileStream(String directory) {
        return sourceStream("textFileStream", Doors.fileStreams().text(directory));
    }

    /**
     * Reads records that a function cuts from the bytes of files that appear in a directory, as {@link #textFileStream} does.
     *
     * @param directory a path, which may hold wildcards, or a URI of any file store
     * @param converter the records of a file, lazily; called once per file, with its bytes uncompressed
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-file} is not on the class path, or the path is malformed
     */
    public <T> InputDStream<T> fileStream(String directory, Function<InputStream, Iterable<T>> converter) {
        return fileStream(directory, converter, name -> true, true);
    }

    /**
     * Reads records that a function cuts from the bytes of files in a directory, each of which is taken once.
     *
     * @param directory a path, which may hold wildcards, or a URI of any file store
     * @param converter the records of a file, lazily; called once per file, with its bytes uncompressed
     * @param filter decides by its name whether a file is wanted; hidden files never are
     * @param newFilesOnly whether files that are there at the start are left out
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-file} is not on the class path, or the path is malformed
     */
    public <T> InputDStream<T> fileStream(
            String directory,
            Function<InputStream, Iterable<T>> converter,
            Function<String, Boolean> filter,
            boolean newFilesOnly) {
        return sourceStream("fileStream", Doors.fileStreams().converted(directory, converter, filter, newFilesOnly));
    }

    /**
     * Reads records of a fixed length from files that appear in a directory, as {@link #textFileStream} does.
     *
     * @param directory a path, which may hold wildcards, or a URI of any file store
     * @param recordLength the length of each record in bytes
     * @return the stream of records
     * @throws ConfigurationException if {@code shaduf-source-file} is not on the class path, or an argument is malformed
     */
    public InputDStream<byte[]> binaryRecordsStream(String directory, int recordLength) {
        return sourceStream("binaryRecordsStream", Doors.fileStreams().binaryRecords(directory, recordLength));
    }

    /**
     * Reads what a receiver takes in.
     *
     * @param receiver the receiver, for this stream alone
     * @param <T> the type of the records
     * @return the stream of records
     */
    public <T> ReceiverInputDStream<T> receiverStream(Receiver<T> receiver) {
        return graph.streams().receiverStream("receiverStream", receiver);
    }

    /**
     * Reads a replayable source.
     *
     * @param source the source
     * @param <T> the type of the records
     * @param <R> the type of the source's ranges
     * @param <S> the type of the source's splits
     * @return the stream of records
     */
    public <T, R extends SourceRange, S extends Serializable> InputDStream<T> stream(Source<T, R, S> source) {
        return graph.streams().sourceStream("stream", source);
    }

    /**
     * Reads a connector by its id.
     *
     * @param name the id of a receiver or source on the class path, such as {@code socket}
     * @param options its options; unknown ones are refused
     * @param type the type of the records
     * @param <T> the type of the records
     * @return the stream of records
     * @throws ConfigurationException if there is no such connector, naming the artifact to add where that is known, or for
     *     all faults of the options
     */
    // The type of the records is the program's word: what a connector makes is known to its documentation alone.
    @SuppressWarnings("unchecked")
    public <T> InputDStream<T> stream(String name, Map<String, String> options, Class<T> type) {
        Inputs.Input input = Inputs.create(name, options);
        return input instanceof Inputs.OfReceiver receiver
                ? graph.streams().receiverStream("stream", (Receiver<T>) receiver.receiver())
                : sourceStream("stream", (Source<T, ?, ?>) ((Inputs.OfSource) input).source());
    }

    private <T, R extends SourceRange, S extends Serializable> InputDStream<T> sourceStream(
            String kind, Source<T, R, S> source) {
        return graph.streams().sourceStream(kind, source);
    }

    /**
     * Takes one RDD of a queue per batch, and nothing once it is empty.
     *
     * @param queue the RDDs, of this context's {@link StreamingContext#context()}; what is added later is not seen
     * @param <T> the type of the records
     * @return the stream of records
     */
    public <T> InputDStream<T> queueStream(Queue<? extends RDD<T>> queue) {
        return queueStream(queue, true);
    }

    /**
     * Takes RDDs of a queue, and nothing once it is empty.
     *
     * @param queue the RDDs, of this context's {@link StreamingContext#context()}; what is added later is not seen
     * @param oneAtATime whether each batch takes one; else the first batch takes all
     * @param <T> the type of the records
     * @return the stream of records
     */
    public <T> InputDStream<T> queueStream(Queue<? extends RDD<T>> queue, boolean oneAtATime) {
        return graph.streams().queueStream(queue, oneAtATime, null);
    }

    /**
     * Takes RDDs of a queue, and a default one once it is empty.
     *
     * @param queue the RDDs, of this context's {@link StreamingContext#context()}; what is added later is not seen
     * @param oneAtATime whether each batch takes one; else the first batch takes all
     * @param defaultRdd what a batch takes when the queue is empty; {@code null} for nothing
     * @param <T> the type of the records
     * @return the stream of records
     */
    public <T> InputDStream<T> queueStream(
            Queue<? extends RDD<T>> queue, boolean oneAtATime, @Nullable RDD<T> defaultRdd) {
        return graph.streams().queueStream(queue, oneAtATime, defaultRdd);
    }

    /**
     * Computes the RDD of each batch from those of several streams, by a function that runs on the driver.
     *
     * @param streams streams of this context, with the same slide
     * @param f gets the RDDs in the order of the streams, and the time; must not return {@code null}
     * @param <T> the type of the records
     * @return the stream of what the function returns
     */
    public <T> DStream<T> transform(
            List<? extends DStreamLike<?, ?, ?>> streams, Function2<List<RDD<?>>, Time, RDD<T>> f) {
        return graph.streams().transform(streams, f);
    }

    /**
     * Computes the RDD of pairs of each batch from those of several streams, by a function that runs on the driver.
     *
     * @param streams streams of this context, with the same slide
     * @param f gets the RDDs in the order of the streams, and the time; must not return {@code null}
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the stream of what the function returns
     */
    public <K, V> PairDStream<K, V> transformToPair(
            List<? extends DStreamLike<?, ?, ?>> streams, Function2<List<RDD<?>>, Time, PairRDD<K, V>> f) {
        return graph.streams().transformToPair(streams, f);
    }

    private static void requirePort(String operation, String host, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(operation + "(\"" + host + "\", " + port + ") is refused: port " + port
                    + " is not between 1 and " + MAX_PORT);
        }
    }
}
