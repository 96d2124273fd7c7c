// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.function.Tuple2;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One slide of a full window with an inverse function; each batch has the same 5,000 keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowSlide {
    private static final int KEYS = 5_000;

    /** The length of the window in batches. */
    @Param({"10", "1000"})
    public int batches;

    private SteppedStream stream;

    /** Fills the window. */
    @Setup
    public void start() throws InterruptedException {
        stream = new SteppedStream();
        stream.drain(stream.pairs()
                .reduceByKeyAndWindow(
                        Integer::sum,
                        (sum, left) -> sum - left,
                        SteppedStream.BATCH.times(batches),
                        SteppedStream.BATCH));
        stream.feed(IntStream.range(0, KEYS).mapToObj(i -> new Tuple2<>(i, 1)).toList());
        stream.start();
        stream.runBatches(batches);
    }

    /** Stops the context. */
    @TearDown
    public void stop() {
        stream.close();
    }

    /** One batch. */
    @Benchmark
    public void slide() throws InterruptedException {
        stream.runBatches(1);
    }
}
