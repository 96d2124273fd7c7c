// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextBuilder;
import dev.shaduf.StreamingStatus;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.InputDStream;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a pipeline in a test, batch by batch, without waiting for time to pass: a {@link StreamingContext} with a {@link
 * ManualClock}, in-memory inputs and outputs, and checks that it leaves no thread behind and changes no state in place.
 *
 * <pre>{@code
 * try (StreamHarness harness = StreamHarness.local(2)) {
 *     var words = harness.source(List.of("a", "b", "a"), List.of("b"));
 *     var counts = harness.collect(words.countByValue());
 *     harness.runBatches(2);
 *     assertThat(counts.batches().get(1)).containsExactly(new Tuple2<>("b", 1L));
 * }
 * }</pre>
 *
 * <p>Back-pressure is off, so that each batch takes what was added for it; a failed batch is tried again without a pause.
 * Used by the thread of the test.
 */
public final class StreamHarness implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Duration LEAK_PATIENCE = Durations.seconds(10);

    private final StreamingContext context;
    private final ManualClock clock;
    private final Duration patience;
    private final String threadPrefix;
    private final BatchEnds ends = new BatchEnds();
    private int sources;
    private int sinks;
    private boolean started;
    private Time last = new Time(0);

    private StreamHarness(Builder builder) {
        String app = "test-" + NEXT.incrementAndGet();
        this.clock = builder.clock;
        this.patience = builder.patience;
        this.threadPrefix = "shaduf-" + app + "-";
        this.context = builder.context(app);
        context.addStreamingListener(ends);
    }

    /**
     * Makes a harness with batches of one second.
     *
     * @param threads the threads of the local engine
     * @return the harness, its context not started
     */
    public static StreamHarness local(int threads) {
        return builder().master("local[" + threads + "]").build();
    }

    /**
     * Begins a harness.
     *
     * @return a builder of a harness on {@code local[2]} with batches of one second
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the context, to describe streams with.
     *
     * @return the context
     */
    public StreamingContext context() {
        return context;
    }

    /**
     * Returns the clock of the context.
     *
     * @return the clock; a test that moves it by itself passes batch times over
     */
    public ManualClock clock() {
        return clock;
    }

    /**
     * Makes an input of given batches; later batches are empty.
     *
     * @param batches the records of the first, second, … batch
     * @param <T> the type of the records
     * @return the stream
     */
    @SafeVarargs
    public final <T> InputDStream<T> source(List<T>... batches) {
        MemorySource<T> source = new MemorySource<>("source-" + sources++);
        for (List<T> batch : batches) {
            source.add(batch);
        }
        return stream(source);
    }

    /**
     * Makes an input of a source, which the test may go on feeding.
     *
     * @param source the source
     * @param <T> the type of the records
     * @return the stream
     */
    public <T> InputDStream<T> stream(MemorySource<T> source) {
        return context.stream(source);
    }

    /**
     * Collects what a stream yields.
     *
     * @param stream the stream
     * @param <T> the type of its records
     * @return what was committed, batch by batch
     */
    public <T> CollectingSink<T> collect(DStreamLike<T, ?, ?> stream) {
        CollectingSink<T> sink = new CollectingSink<>("sink-" + sinks++);
        stream.sinkTo(sink);
        return sink;
    }

    /** Starts the context, unless that has been done; {@link #runBatches} does so by itself. */
    public void start() {
        if (!started) {
            context.start();
            started = true;
            last = clock.now().floor(context.batchInterval());
        }
    }

    /**
     * Runs batches: for each lets one interval pass and waits until the batch is complete. Starts the context first if
     * need be. If a batch fails, throws what the program's function threw, checked or not, as {@link
     * StreamingContext#awaitTermination()} does.
     *
     * @param count how many
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if a batch takes too long; the message says how far the context came
     */
    public void runBatches(int count) throws InterruptedException, TimeoutException {
        start();
        for (int i = 0; i < count; i++) {
            runBatch();
        }
    }

    /**
     * Returns the time of the batch that was run last.
     *
     * @return its time; the zero time before the first
     */
    public Time lastBatch() {
        return last;
    }

    /**
     * Returns the figures of the context.
     *
     * @return what is known now
     */
    public StreamingStatus status() {
        return context.status();
    }

    /**
     * Stops the context, at once.
     *
     * @throws AssertionError if threads of the context are alive afterwards; the message names them and says where they are
     */
    @Override
    public void close() {
        context.stop();
        Leaks.check(threadPrefix, patience.min(LEAK_PATIENCE));
    }

    private void runBatch() throws InterruptedException, TimeoutException {
        Time next = last.plus(context.batchInterval());
        if (clock.currentTimeMillis() < next.milliseconds()) {
            // Who is not waiting yet might see the time jump by more than one interval.
            ends.awaitPlanner(clock, next, context, patience);
            clock.advance(next.minus(clock.now()));
        }
        last = ends.awaitEnd(next, context, patience);
    }

    /** Builds a {@link StreamHarness}. Not safe for use by several threads. */
    public static final class Builder {
        private static final String CHECK_STATE = "check-state:";

        private final StreamingContextBuilder context = StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.backpressure.enabled", "false")
                .conf("shaduf.batch.backoff", "0")
                .conf("shaduf.jmx.enabled", "false")
                .conf("shaduf.stop.on.shutdown", "false");
        private String master = "local[2]";
        private Duration interval = Durations.seconds(1);
        private Duration patience = Durations.seconds(30);
        private ManualClock clock = new ManualClock();
        private boolean detectStateMutation = true;

        private Builder() {}

        /**
         * Chooses the engine.
         *
         * @param url the master URL
         * @return this builder
         */
        public Builder master(String url) {
            this.master = url;
            return this;
        }

        /**
         * Sets the batch interval.
         *
         * @param batchInterval the interval
         * @return this builder
         */
        public Builder batchInterval(Duration batchInterval) {
            this.interval = batchInterval;
            return this;
        }

        /**
         * Sets a value of the configuration, which nothing but the builder goes into.
         *
         * @param key the key
         * @param value the value as text
         * @return this builder
         */
        public Builder conf(String key, String value) {
            context.conf(key, value);
            return this;
        }

        /**
         * Has a probe be told of the steps of each batch, such as a {@link CrashInjector}.
         *
         * @param probe is told
         * @return this builder
         */
        public Builder probe(BatchProbe probe) {
            context.probe(probe);
            return this;
        }

        /**
         * Sets where the clock stands, in place of a time that is a multiple of usual intervals.
         *
         * @param manualClock the clock
         * @return this builder
         */
        public Builder clock(ManualClock manualClock) {
            this.clock = manualClock;
            return this;
        }

        /**
         * Sets how long a batch may take.
         *
         * @param realTime the longest real time; 30 s unless called
         * @return this builder
         */
        public Builder patience(Duration realTime) {
            this.patience = realTime;
            return this;
        }

        /**
         * Sets whether a batch fails whose state values were changed in place instead of replaced. Only for local masters.
         *
         * @param detect whether to check; on unless called
         * @return this builder
         */
        public Builder detectStateMutation(boolean detect) {
            this.detectStateMutation = detect;
            return this;
        }

        /**
         * Makes the harness.
         *
         * @return the harness, its context not started
         * @throws dev.shaduf.config.ConfigurationException naming everything that is wrong
         */
        public StreamHarness build() {
            return new StreamHarness(this);
        }

        private StreamingContext context(String app) {
            boolean checked = detectStateMutation && master.startsWith("local");
            return context.master(checked ? CHECK_STATE + master : master)
                    .appName(app)
                    .batchInterval(interval)
                    .clock(clock)
                    .build();
        }
    }
}
