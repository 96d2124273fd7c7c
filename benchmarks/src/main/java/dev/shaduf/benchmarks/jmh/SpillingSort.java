// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A sort by key of ten million pairs in 512 MB of heap, which does not hold them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class SpillingSort {
    private static final int PAIRS = 10_000_000;
    private static final int PARTITIONS = 4;

    private ShadufContext context;

    /** Starts the engine. */
    @Setup
    public void start() {
        context = new ShadufContext("local[2]", "benchmark");
    }

    /** Stops the engine. */
    @TearDown
    public void stop() {
        context.close();
    }

    /** Makes the pairs where they are needed, sorts and counts them. */
    @Benchmark
    public long sortByKey() throws Exception {
        PairRDD<Long, String> pairs =
                context.parallelize(List.of(0, 1, 2, 3), PARTITIONS).mapPartitionsToPair(SpillingSort::pairs);
        long sorted = pairs.sortByKey().mapPartitions(SpillingSort::inOrder).collect().stream()
                .mapToLong(count -> count)
                .sum();
        if (sorted != PAIRS) {
            throw new IllegalStateException(sorted + " of " + PAIRS + " pairs are in order");
        }
        return sorted;
    }

    private static Iterator<Tuple2<Long, String>> pairs(Iterator<Integer> seeds) {
        SplittableRandom random = new SplittableRandom(seeds.next());
        return IntStream.range(0, PAIRS / PARTITIONS)
                .mapToObj(i -> new Tuple2<>(random.nextLong(), "value " + i))
                .iterator();
    }

    private static Iterator<Long> inOrder(Iterator<Tuple2<Long, String>> sorted) {
        long count = 0;
        long last = Long.MIN_VALUE;
        while (sorted.hasNext()) {
            long key = sorted.next()._1();
            if (key < last) {
                throw new IllegalStateException(key + " behind " + last);
            }
            last = key;
            count++;
        }
        return List.of(count).iterator();
    }
}
