// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.ShadufContext;
import dev.shaduf.benchmarks.LineGenerator;
import dev.shaduf.benchmarks.hand.WordCounter;
import dev.shaduf.benchmarks.protocol.Words;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/**
 * The words of lines in memory counted by one thread, in microseconds per line: by the chain of every tutorial, by a loop with the same
 * function from a line to a list of words, and by the loop that makes no lists. What the engine itself costs is between the first
 * two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class WordCountChain {
    private static final int LINES = 200_000;

    private List<String> lines;
    private ShadufContext context;
    private RDD<String> rdd;

    /** Makes the lines. */
    @Setup
    public void start() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new LineGenerator(LineGenerator.SEED).write(LINES, bytes);
        lines = bytes.toString(StandardCharsets.US_ASCII).lines().toList();
        context = new ShadufContext("local[1]", "benchmark");
        rdd = context.parallelize(lines, 1);
    }

    /** Stops the engine. */
    @TearDown
    public void stop() {
        context.close();
    }

    /** Counts by operations. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public long chain() throws Exception {
        return rdd.flatMap(line -> Words.of(line).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum, 2)
                .count();
    }

    /** Counts in a loop that makes a list of each line. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int loopWithLists() {
        Map<String, long[]> counts = new HashMap<>();
        for (String line : lines) {
            for (String word : Words.of(line)) {
                counts.computeIfAbsent(word, absent -> new long[1])[0]++;
            }
        }
        return counts.size();
    }

    /** Counts in the hand-written loop. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int loop() {
        WordCounter counter = new WordCounter();
        lines.forEach(counter::line);
        int[] distinct = new int[1];
        counter.handOver(counts -> distinct[0] = counts.size());
        return distinct[0];
    }
}
