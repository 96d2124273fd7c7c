// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.StatePartition;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing a state whole and loading it again, two partitions by two threads, segments in memory: what a restart costs besides
 * the disk. Says at the beginning how many bytes a batch that changes one key in a hundred writes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class StateRestart {
    private static final int PER_BATCH = 100_000;
    private static final HashPartitioner TWO = new HashPartitioner(2);

    /** How many keys the state has. */
    @Param({"1000000", "10000000"})
    public int keys;

    private final MemorySegments store = new MemorySegments();
    private StateTables tables = new StateTables();
    private List<StateSegment> snapshot = List.of();
    private long now;

    /** Fills the state, 100,000 keys in a batch, and writes it whole. */
    @Setup
    public void fill() throws Exception {
        for (int from = 0; from < keys; from += PER_BATCH) {
            batch(from, 1, Math.min(PER_BATCH, keys - from));
            tables.retain(new Time(now));
        }
        snapshot = write();
        long whole = snapshot.stream().mapToLong(StateSegment::bytes).sum();
        Time before = new Time(now);
        batch(0, 100, keys / 100);
        long[] changed = {0};
        tables.changes(before, new Time(now), chunk -> changed[0] += chunk.remaining());
        tables.retain(new Time(now));
        // checkstyle: allow Console, because that is where JMH shows its results
        System.out.printf(
                "%nwhole %d bytes, 1 %% changed %d bytes: %.4f%n", whole, changed[0], changed[0] / (double) whole);
    }

    /** The state whole into segments. */
    @Benchmark
    public List<StateSegment> write() throws Exception {
        store.clear();
        return tables.snapshot(new Time(now), store, (uid, partition) -> uid + "/" + partition);
    }

    /** Segments into tables. */
    @Benchmark
    public long load() throws Exception {
        StateTables loaded = new StateTables();
        try (StateLoading loading = loaded.load(store, new Time(now), 2)) {
            for (StateSegment segment : snapshot) {
                loading.snapshot(segment);
            }
            loading.finish();
        }
        return loaded.infos().get(0).keys();
    }

    private void batch(int from, int distance, int count) throws Exception {
        now += 1_000;
        Time time = new Time(now);
        tables.layOut("totals", TWO);
        List<StatePartition> partitions = List.of(tables.partition("totals", 0, 2), tables.partition("totals", 1, 2));
        List<KeyedState> states = new ArrayList<>();
        partitions.forEach(partition -> states.add(partition.begin(time)));
        for (int i = 0; i < count; i++) {
            String key = "user-" + (from + i * distance);
            states.get(TWO.getPartition(key)).put(key, now + i);
        }
        partitions.forEach(StatePartition::finish);
        tables.publish(time);
    }
}
