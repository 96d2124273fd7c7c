// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/** A shuffle of a million pairs, in pairs per microsecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Shuffle {
    private static final int RECORDS = 1_000_000;

    /** How many keys there are; each pair has one of them at random. */
    @Param({"10", "10000", "1000000"})
    public int keys;

    private ShadufContext context;
    private PairRDD<String, Integer> pairs;

    /** Makes the pairs. */
    @Setup
    public void start() {
        context = new ShadufContext("local[2]", "benchmark");
        SplittableRandom random = new SplittableRandom(42);
        // No two pairs share a key object, as in a stream.
        List<Tuple2<String, Integer>> records = Stream.generate(() -> new Tuple2<>("key-" + random.nextInt(keys), 1))
                .limit(RECORDS)
                .toList();
        pairs = context.parallelizePairs(records, 2);
    }

    /** Stops the engine. */
    @TearDown
    public void stop() {
        context.close();
    }

    /** Adds values up by key, combining before the shuffle. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long reduceByKey() throws Exception {
        return pairs.reduceByKey(Integer::sum, 2).count();
    }
}
