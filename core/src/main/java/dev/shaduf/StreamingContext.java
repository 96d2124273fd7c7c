// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Function0;
import dev.shaduf.internal.graph.DStreamGraph;
import dev.shaduf.internal.job.JobEnvironment;
import dev.shaduf.internal.job.JobStatus;
import dev.shaduf.internal.job.ListenerBus;
import dev.shaduf.internal.job.Skips;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.MemoryJournal;
import dev.shaduf.listener.BatchTotals;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.spi.StateCodec;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream program starts. It declares input streams, operations on them and outputs, starts the context, and waits
 * for its end:
 *
 * <pre>{@code
 * StreamingContext ssc = new StreamingContext("local[2]", "word-count", Durations.seconds(1));
 * ssc.socketTextStream("localhost", 9999)
 *         .flatMap(line -> List.of(line.split(" ")).iterator())
 *         .mapToPair(word -> new Tuple2<>(word, 1))
 *         .reduceByKey(Integer::sum)
 *         .print();
 * ssc.start();
 * ssc.awaitTermination();
 * }</pre>
 *
 * <p>A context is started once and stopped once: {@linkplain StreamingContextState INITIALIZED, ACTIVE, STOPPED}. Streams,
 * operations and outputs are declared by one thread before {@link #start()}; everything else is safe for use by many
 * threads. Any number of contexts may be active in a JVM, each under a name of its own.
 */
public final class StreamingContext extends StreamDeclarations implements AutoCloseable {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final int id = IDS.incrementAndGet();
    private final StateForms stateForms = new StateForms();
    private final String appName;
    private final ShadufContext engineContext;
    private final ListenerBus bus;
    private final Checkpoint checkpoint;
    private final Lifecycle lifecycle;

    /**
     * Makes a context with an engine of its own; everything not given here comes from {@link StreamingConf#StreamingConf()}.
     *
     * @param master the master URL, such as {@code local[2]}
     * @param appName the name in logs, thread names and statistics; unique among the active contexts of the JVM
     * @param batchInterval the time between two batches, at least 1 ms
     * @throws ConfigurationException naming everything that is wrong
     */
    public StreamingContext(String master, String appName, Duration batchInterval) {
        this(builder()
                .master(master)
                .appName(appName)
                .batchInterval(batchInterval)
                .parts());
    }

    /**
     * Makes a context with an engine of its own.
     *
     * @param conf the configuration; later changes of it have no effect
     * @param batchInterval the time between two batches, at least 1 ms
     * @throws ConfigurationException naming everything that is wrong
     */
    public StreamingContext(StreamingConf conf, Duration batchInterval) {
        this(builder().conf(conf).batchInterval(batchInterval).parts());
    }

    /**
     * Makes a context on an engine that exists, under the name of the engine context.
     *
     * @param engineContext a {@link ShadufContext}; {@link #stop()} leaves it open
     * @param batchInterval the time between two batches, at least 1 ms
     * @throws ConfigurationException naming everything that is wrong
     */
    public StreamingContext(EngineContext engineContext, Duration batchInterval) {
        this(builder().engineContext(engineContext).batchInterval(batchInterval).parts());
    }

    StreamingContext(StreamingContextBuilder.Parts parts) {
        this(parts, new MemoryJournal());
    }

    private StreamingContext(StreamingContextBuilder.Parts parts, Journal journal) {
        super(graph(parts, journal));
        StreamingConf conf = parts.conf();
        this.engineContext = parts.context();
        this.appName = conf.get(StreamingSettings.APP_NAME);
        this.bus = new ListenerBus(
                appName, conf.get(StreamingSettings.LISTENER_QUEUE_SIZE).intValue());
        this.checkpoint = new Checkpoint(appName, conf, graph, parts.probe(), stateForms);
        JobEnvironment job = new JobEnvironment(
                appName,
                conf,
                parts.clock(),
                engineContext.engine(),
                engineContext.rdds()::enter,
                graph,
                journal,
                bus,
                parts.probe());
        this.lifecycle = new Lifecycle(
                job, checkpoint, engineContext, parts.owned(), () -> new JmxBean(appName, id, this::status));
    }

    private static DStreamGraph graph(StreamingContextBuilder.Parts parts, Journal journal) {
        ShadufContext context = parts.context();
        long parallelism =
                parts.conf().find(StreamingSettings.DEFAULT_PARALLELISM).orElse((long) context.defaultParallelism());
        return new DStreamGraph(parts.interval(), context.rdds(), (int) parallelism, journal.stream(), parts.clock())
                .unpersists(parts.conf().get(StreamingSettings.UNPERSIST))
                .mostDeadLetters(parts.conf().get(StreamingSettings.DEAD_LETTERS_MAX))
                .probe(parts.probe());
    }

    /**
     * Makes a context whose stream survives the process: calls the factory, whatever the directory holds, and has the
     * context use the directory. What an earlier run left there is taken up when the context is started: states go on from
     * the last batch completed, batches in flight are run first, as they were planned.
     *
     * <pre>{@code
     * StreamingContext ssc = StreamingContext.getOrCreate("/var/lib/word-count", () -> {
     *     StreamingContext fresh = new StreamingContext("local[2]", "word-count", Durations.seconds(1));
     *     WordCount.describe(fresh);
     *     return fresh;
     * });
     * ssc.start();
     * }</pre>
     *
     * @param checkpointDirectory the directory: a path, or a URI of a checkpoint store; made if it is not there
     * @param factory makes the context and describes its streams, each time alike; does not start it
     * @return the context that the factory made, not started
     * @throws IllegalArgumentException if the directory is null or blank; the factory is not called
     * @throws IllegalStateException if the factory started the context, which is stopped then, or threw a checked exception,
     *     which is the cause; others are thrown as they are
     * @throws ConfigurationException if the factory gave the context another checkpoint directory
     */
    public static StreamingContext getOrCreate(String checkpointDirectory, Function0<StreamingContext> factory) {
        requireDirectory(checkpointDirectory, "getOrCreate(%s, …)");
        StreamingContext made = made(factory);
        try {
            made.adopt(checkpointDirectory);
        } catch (RuntimeException e) {
            made.stop();
            throw e;
        }
        return made;
    }

    private void adopt(String directory) {
        String given = checkpoint.directory().orElse(directory);
        if (!given.equals(directory)) {
            throw new ConfigurationException(
                    toString(),
                    List.of("getOrCreate(\"" + directory + "\", …) made a context with checkpoint directory '" + given
                            + "'; name one directory, in one place"));
        }
        checkpoint(directory);
    }

    private static StreamingContext made(Function0<StreamingContext> factory) {
        try {
            return Objects.requireNonNull(factory.call(), "the factory given to getOrCreate returned null");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the factory given to getOrCreate failed: " + e, e);
        }
    }

    /**
     * Has the stream survive the process: plans, completed batches and states are kept in a directory, and a context that
     * is started on it later goes on from there. Without this, {@code shaduf.checkpoint.dir} says where, if anywhere. One
     * context at a time may use a directory.
     *
     * @param directory a path, or a URI of a checkpoint store such as {@code file:/var/lib/word-count}; made if it is not there
     * @throws IllegalStateException if the context has been started
     */
    public void checkpoint(String directory) {
        requireDirectory(directory, "checkpoint(%s)");
        requireNotStarted("checkpoint(\"" + directory + "\")", "choose the directory");
        checkpoint.directory(directory);
    }

    private void requireNotStarted(String call, String remedy) {
        StreamingContextState state = getState();
        if (state != StreamingContextState.INITIALIZED) {
            throw new IllegalStateException(call + " is refused: " + this + " has been "
                    + (state == StreamingContextState.ACTIVE ? "started" : "stopped") + "; " + remedy
                    + " before start()");
        }
    }

    /**
     * Begins to make a context step by step.
     *
     * @return the builder
     */
    public static StreamingContextBuilder builder() {
        return new StreamingContextBuilder();
    }

    /**
     * Joins streams into one that holds the records of all.
     *
     * @param streams streams of this context, one at least, with the same slide
     * @param <T> the type of the records
     * @return the stream of all records
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read, and handed to nobody
    public final <T> DStream<T> union(DStream<T>... streams) {
        return graph.streams().union(Arrays.asList(streams));
    }

    /**
     * Joins streams of pairs into one that holds the pairs of all.
     *
     * @param streams streams of this context, one at least, with the same slide
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the stream of all pairs
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read, and handed to nobody
    public final <K, V> PairDStream<K, V> union(PairDStream<K, V>... streams) {
        return graph.streams().unionPairs(Arrays.asList(streams));
    }

    /**
     * Has all streams remember the RDDs of past batches for a time at least, for {@code slice} and for jobs outside batches.
     *
     * @param duration how long, greater than zero
     * @throws IllegalStateException if the context has been started, or the time has been set before
     */
    public void remember(Duration duration) {
        graph.remember(duration);
    }

    /**
     * Registers how values of a class are kept in the checkpoint directory, where the ways that the library knows do not fit.
     *
     * @param codec writes and reads the values
     * @throws IllegalArgumentException if its class has another codec, or its version is below 1
     * @throws IllegalStateException if the context has been started
     */
    public void stateCodec(StateCodec<?> codec) {
        requireNotStarted("stateCodec(" + codec.getClass().getName() + ")", "register the codec");
        stateForms.codec(codec);
    }

    /**
     * Says what a class is called now of which the checkpoint directory holds values under an older name. May be left out once
     * all states have been written whole under the new name.
     *
     * @param name the name of the class when its values were written, as {@link Class#getName} gave it
     * @param now the class
     * @throws IllegalArgumentException if another class has been given for the name
     * @throws IllegalStateException if the context has been started
     */
    public void stateRenamed(String name, Class<?> now) {
        requireNotStarted("stateRenamed(\"" + name + "\", " + now.getName() + ")", "say it");
        stateForms.renamed(name, now);
    }

    /**
     * Adds a listener, before or after the start. All listeners are called on one thread, one event at a time.
     *
     * @param listener hears of what happens from now on
     */
    public void addStreamingListener(StreamingListener listener) {
        bus.add(listener);
    }

    /**
     * Removes a listener.
     *
     * @param listener hears no more; one that was never added is no error
     */
    public void removeStreamingListener(StreamingListener listener) {
        bus.remove(listener);
    }

    /**
     * Returns where this context stands in its life.
     *
     * @return the state
     */
    public StreamingContextState getState() {
        return lifecycle.state();
    }

    /**
     * Starts to take in and to process. The first batch is planned at the next multiple of the batch interval since the
     * epoch. If the context cannot be started it is stopped, and nothing of it is left running. Starting it twice is a
     * warning.
     *
     * <p>With a checkpoint directory that an earlier run has left, goes on from there: see {@link #getOrCreate}.
     *
     * @throws ConfigurationException naming everything that is wrong with the streams and outputs, or that keeps the program
     *     from going on with what the checkpoint directory holds
     * @throws IllegalStateException if the context has been stopped, if another active one has its name, or if an input or
     *     an output cannot be opened; undeclared, an {@code IOException} if the checkpoint directory is in use, or
     *     cannot be read or written
     */
    public void start() {
        lifecycle.start();
    }

    /**
     * Waits until this context has stopped.
     *
     * <p>If a batch failed after its last attempt, throws what the program's function threw, checked or not, with a
     * suppressed exception that says operator, line and batch.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void awaitTermination() throws InterruptedException {
        lifecycle.awaitTermination();
    }

    /**
     * Waits until this context has stopped, or a time has passed; throws as {@link #awaitTermination()}.
     *
     * @param timeout how long to wait, in milliseconds
     * @return whether the context has stopped
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public boolean awaitTerminationOrTimeout(long timeout) throws InterruptedException {
        return lifecycle.awaitTermination(timeout);
    }

    /**
     * Lists the batches that completed without some of their outputs, under {@code shaduf.batch.failure=skip}.
     *
     * @return what has been skipped and neither replayed nor dropped, oldest first; empty unless the context is active
     */
    public List<SkippedBatch> skipped() {
        return lifecycle.skips().map(Skips::list).orElse(List.of());
    }

    /**
     * Has the skipped batches replayed: each of the next batches gives the inputs of one of them, besides its own, to the
     * outputs that failed in it, and to no other. Outputs behind a state or a window are refused, because those have gone on: they
     * are logged by name, say why in {@link SkippedBatch.Output#refusal()}, and stay in the list until {@link #dropSkipped} gives
     * them up.
     *
     * @return how many batches will be replayed
     */
    public int replaySkipped() {
        return lifecycle.skips().map(Skips::replay).orElse(0);
    }

    /**
     * Gives a skipped batch up: what it held is let go of.
     *
     * @param id the identity of the batch
     * @return whether it was in the list
     * @throws IOException if that cannot be written down
     */
    public boolean dropSkipped(BatchId id) throws IOException {
        Optional<Skips> skips = lifecycle.skips();
        return skips.isPresent() && skips.get().drop(id);
    }

    /**
     * Stops at once: the batch that runs is interrupted. Stops the engine too if this context made it. See
     * {@link #stop(boolean, boolean)}.
     */
    public void stop() {
        lifecycle.stop(false);
    }

    /**
     * Stops at once: the batch that runs is interrupted. See {@link #stop(boolean, boolean)}.
     *
     * @param stopEngine whether to stop the engine as well
     */
    public void stop(boolean stopEngine) {
        lifecycle.stop(stopEngine, false);
    }

    /**
     * Stops. May be called by any thread but that of a listener, any number of times, before the start too. Returns when
     * everything has stopped, or, where the caller is one of the threads that have to end, such as a function given to
     * {@code foreachRDD}, at once.
     *
     * <p>A graceful stop first processes everything that receivers have stored, for at most {@code shaduf.stop.timeout};
     * what is left then is interrupted and reported in {@link StreamingStatus#stopReport()}. Without grace, a graceful stop
     * that is under way is cut short.
     *
     * @param stopEngine whether to stop the engine as well
     * @param stopGracefully whether to process what has been received
     * @throws IllegalStateException if called by a listener of this context
     */
    public void stop(boolean stopEngine, boolean stopGracefully) {
        lifecycle.stop(stopEngine, stopGracefully);
    }

    /** Stops as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    /**
     * Returns the figures of this context.
     *
     * @return what is known now
     */
    public StreamingStatus status() {
        Optional<JobStatus> job = lifecycle.job();
        return new StreamingStatus(
                appName,
                id,
                getState(),
                graph.batchInterval(),
                lifecycle.startMillis(),
                job.map(JobStatus::totals).orElse(BatchTotals.NONE),
                job.flatMap(JobStatus::lastBatch),
                job.map(JobStatus::schedulingDelay).orElse(DelayStatus.NONE),
                job.map(JobStatus::processingDelay).orElse(DelayStatus.NONE),
                job.map(JobStatus::totalDelay).orElse(DelayStatus.NONE),
                job.map(JobStatus::inputs).orElse(List.of()),
                job.map(JobStatus::receivers).orElse(List.of()),
                job.map(JobStatus::states).orElse(List.of()),
                lifecycle.report());
    }

    /**
     * Returns the engine context, for RDDs of the program's own, broadcast variables and accumulators.
     *
     * @return the engine context that this context runs on
     */
    public EngineContext context() {
        return engineContext;
    }

    /**
     * Returns the batch interval.
     *
     * @return the time between two batches
     */
    public Duration batchInterval() {
        return graph.batchInterval();
    }

    /**
     * Returns the context as {@code StreamingContext 'word-count' (ACTIVE)}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "StreamingContext '" + appName + "' (" + getState() + ")";
    }

    private static void requireDirectory(@Nullable String directory, String call) {
        if (directory == null || directory.isBlank()) {
            String given = directory == null ? "null" : "\"" + directory + "\"";
            throw new IllegalArgumentException(call.formatted(given) + " is refused: give a path or a URI");
        }
    }
}
