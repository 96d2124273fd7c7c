// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An empty batch of a job of three stages: receiver, map, reduceByKey; state or second shuffle; output. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmptyBatch {
    private static final int ROW = 100;

    /** What comes after the first shuffle. */
    public enum Third {
        /** {@code mapWithState}. */
        STATE,
        /** Another {@code reduceByKey}. */
        SHUFFLE
    }

    /** What comes after the first shuffle. */
    @Param
    public Third third = Third.STATE;

    private SteppedStream stream;

    /** Starts the context. */
    @Setup
    public void start() {
        stream = new SteppedStream();
        PairDStream<Integer, Integer> counts = stream.context()
                .receiverStream(new Silent())
                .mapToPair(n -> new Tuple2<>(n, 1))
                .reduceByKey(Integer::sum);
        stream.drain(last(counts));
        stream.start();
    }

    /** Stops the context and shows its own figures. */
    @TearDown(Level.Trial)
    public void stop() {
        System.out.println("processing delay, ns: " + stream.context().status().processingDelay());
        stream.close();
    }

    /** A batch at a time: from the moment a time is due until its result is out, two changes of threads included. */
    @Benchmark
    public void alone() throws InterruptedException {
        stream.runBatches(1);
    }

    /** Batches that are all due: what one adds, planning beside processing. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public void inRow() throws InterruptedException {
        stream.runBatches(ROW);
    }

    private DStreamLike<?, ?, ?> last(PairDStream<Integer, Integer> counts) {
        return switch (third) {
            case STATE ->
                counts.mapWithState(StateSpec.<Integer, Integer, Integer, Integer>function((key, value, state) -> {
                    int total = state.getOption().orElse(0) + value.orElse(0);
                    state.update(total);
                    return total;
                }));
            case SHUFFLE -> counts.mapToPair(pair -> new Tuple2<>(pair._2(), 1)).reduceByKey(Integer::sum);
        };
    }

    /** Receives nothing. */
    private static final class Silent extends Receiver<Integer> {
        private static final long serialVersionUID = 1L;

        Silent() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}
    }
}
