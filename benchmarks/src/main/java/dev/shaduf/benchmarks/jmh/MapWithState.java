// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** A batch that touches 100,000 keys of a state of few and of many; each batch the same keys, spread evenly. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MapWithState {
    private static final int TOUCHED = 100_000;

    /** How many keys the state has. */
    @Param({"200000", "10000000"})
    public int keys;

    /** Whether journal and state are on disk. */
    @Param({"false", "true"})
    public boolean checkpoint;

    private SteppedStream stream;

    /** Fills the state, 100,000 keys in a batch. */
    @Setup
    public void start() throws InterruptedException, IOException {
        stream = new SteppedStream();
        if (checkpoint) {
            stream.checkpoint(Files.createTempDirectory(Path.of("target"), "checkpoint"));
        }
        stream.drain(stream.pairs()
                .mapWithState(StateSpec.<Integer, Integer, Integer, Integer>function((key, value, state) -> {
                    int total = state.getOption().orElse(0) + value.orElse(0);
                    state.update(total);
                    return total;
                })));
        stream.feed(keys(0, 1));
        stream.start();
        for (int from = 0; from < keys; from += TOUCHED) {
            stream.feed(keys(from, 1));
            stream.runBatches(1);
        }
        stream.feed(keys(0, keys / TOUCHED));
    }

    /** Stops the context. */
    @TearDown
    public void stop() {
        stream.close();
    }

    /** One batch. */
    @Benchmark
    public void touch() throws InterruptedException {
        stream.runBatches(1);
    }

    private static List<Tuple2<Integer, Integer>> keys(int from, int distance) {
        return IntStream.range(0, TOUCHED)
                .mapToObj(i -> new Tuple2<>(from + i * distance, 1))
                .toList();
    }
}
