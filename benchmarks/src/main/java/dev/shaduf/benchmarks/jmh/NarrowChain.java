// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.ShadufContext;
import dev.shaduf.rdd.RDD;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A chain of narrow steps, in records read per microsecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NarrowChain {
    private static final int RECORDS = 1_000_000;

    private ShadufContext context;
    private RDD<Integer> records;

    /** Makes the records. */
    @Setup
    public void start() {
        context = new ShadufContext("local[2]", "benchmark");
        records = context.parallelize(IntStream.range(0, RECORDS).boxed().toList(), 2);
    }

    /** Stops the engine. */
    @TearDown
    public void stop() {
        context.close();
    }

    /** map, filter, map, flatMap, count. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long chain() throws Exception {
        return records.map(n -> n * 31)
                .filter(n -> n % 3 != 0)
                .map(n -> n ^ 0x5555)
                .flatMap(n -> List.of(n, -n).iterator())
                .count();
    }

    /** One map and count: what reading costs. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long mapAlone() throws Exception {
        return records.map(n -> n).count();
    }
}
