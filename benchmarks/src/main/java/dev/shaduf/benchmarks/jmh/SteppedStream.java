// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A streaming context on two threads that runs batches when it is told to, by its own scheduler: planning thread,
 * journal, batch thread, graph and engine, as in a program. Only time is made.
 */
final class SteppedStream implements AutoCloseable {
    /** The batch interval; no real time. */
    static final Duration BATCH = Durations.milliseconds(10);

    private final StepClock clock = new StepClock();
    private final Semaphore done = new Semaphore(0);
    private final StreamingContext context = StreamingContext.builder()
            .conf(new StreamingConf(false))
            .conf("shaduf.backpressure.enabled", "false")
            .conf("shaduf.stop.on.shutdown", "false")
            .conf("shaduf.jmx.enabled", "false")
            .master("local[2]")
            .appName("benchmark")
            .batchInterval(BATCH)
            .clock(clock)
            .build();
    private volatile @Nullable PairRDD<Integer, Integer> input;

    /** Keeps plans and states in a directory, which must be new. */
    void checkpoint(Path directory) {
        context.checkpoint(directory.toString());
    }

    /** Returns the context, to describe streams with. */
    StreamingContext context() {
        return context;
    }

    /** Returns a stream whose batches are what {@link #feed} was given last. */
    PairDStream<Integer, Integer> pairs() {
        return context.stream(new SilentSource()).transformToPair(none -> Objects.requireNonNull(input));
    }

    /** Sets the records of the batches to come. */
    void feed(List<Tuple2<Integer, Integer>> records) {
        input = context.context().parallelizePairs(records);
    }

    /** Reads the stream to its end in each batch; the output by which batches are known to be done, so the last one. */
    void drain(DStreamLike<?, ?, ?> stream) {
        stream.foreachRDD(rdd -> {
            rdd.count();
            done.release();
        });
    }

    void start() {
        context.start();
    }

    /** Runs batches in a row and waits for the result of the last. */
    void runBatches(int count) throws InterruptedException {
        clock.step(count);
        done.acquire(count);
    }

    @Override
    public void close() {
        context.stop();
    }
}
