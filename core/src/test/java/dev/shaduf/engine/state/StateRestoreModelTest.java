// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random lives of a stream's tables beside {@link NaiveState}: updates, retries, snapshots, restarts from the last snapshot and
 * the changes after it, restarts into another layout. After each restart the tables are those of the model.
 */
class StateRestoreModelTest {
    /** A partitioner of a program, by the length of keys. */
    record ByLength(int numPartitions) implements Partitioner {
        @Override
        public int getPartition(Object key) {
            return String.valueOf(key).length() % numPartitions;
        }
    }

    private final MemoryStore store = new MemoryStore();
    private final TreeMap<Long, List<byte[]>> journal = new TreeMap<>();
    private List<StateSegment> snapshot = List.of();
    private Supplier<StateTables> made = StateTables::new;
    private StateTables tables = made.get();
    private NaiveState.Copy model = new NaiveState.Copy(0, null);
    private Random random = new Random();
    private Partitioner target = new HashPartitioner(3);
    private long now = 1_000;
    private long written;
    private int keySpace;
    private int snapshots;

    @ParameterizedTest
    @CsvSource({
        "10, 150, false, -1",
        "200, 100, true, -1",
        "5000, 25, false, -1",
        "10, 150, false, 0",
        "200, 100, true, 20000",
        "5000, 25, false, 200000"
    })
    void shouldRestoreTheTableOfAnyBatch(int keys, int batches, boolean encodedRollback, long diskMemory)
            throws Exception {
        long seed = System.nanoTime();
        System.out.println("StateRestoreModelTest: keys " + keys + ", seed " + seed);
        random = new Random(seed);
        keySpace = keys;
        StateOptions options = StateOptions.DEFAULT.withDurable(encodedRollback);
        made = () -> new StateTables(options, diskMemory < 0 ? null : TreeStateStore.spill(diskMemory));
        tables = made.get();
        for (int i = 0; i < batches; i++) {
            batch();
            switch (random.nextInt(6)) {
                case 0 -> snapshot();
                case 1 -> restart();
                case 2 -> relaid();
                default -> {}
            }
        }
        restart();
    }

    private void batch() throws Exception {
        now += 1 + random.nextInt(5);
        NaiveState.Copy next = attempt();
        if (random.nextInt(4) == 0) {
            tables.rollback(new Time(now));
            next = attempt();
        }
        tables.publish(new Time(now));
        model = next;
        if (random.nextInt(5) > 0) {
            write();
        }
        tables.retain(new Time(Math.min(written, now - random.nextInt(10))));
    }

    /** What the journal does: several batches may ride in one. */
    private void write() throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        tables.changes(new Time(written), new Time(now), chunk -> {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            chunks.add(bytes);
        });
        journal.put(now, chunks);
        written = now;
    }

    private NaiveState.Copy attempt() throws Exception {
        NaiveState.Copy copy = new NaiveState.Copy(now, model);
        tables.layOut("model", target);
        List<KeyedState> states = new ArrayList<>();
        for (int i = 0; i < target.numPartitions(); i++) {
            states.add(tables.partition("model", i, target.numPartitions()).begin(new Time(now)));
        }
        for (int i = random.nextInt(keySpace); i > 0; i--) {
            Object key = key(random.nextInt(keySpace));
            change(states.get(target.getPartition(key)), copy, key);
        }
        partials(states, copy);
        expire(states, copy);
        for (int i = 0; i < target.numPartitions(); i++) {
            tables.partition("model", i, target.numPartitions()).finish();
        }
        return copy;
    }

    private void change(KeyedState state, NaiveState.Copy copy, Object key) {
        NaiveState.Cell cell = copy.cells.get(key);
        assertThat(state.get(key)).isEqualTo(cell == null ? null : cell.value());
        switch (random.nextInt(6)) {
            case 0 -> {
                state.remove(key);
                copy.remove(key);
            }
            case 1 -> {
                state.touch(key);
                copy.touch(key);
            }
            default -> {
                String value = "v" + random.nextInt();
                state.put(key, value);
                copy.put(key, value);
            }
        }
    }

    private void partials(List<KeyedState> states, NaiveState.Copy copy) {
        List<Tuple2<?, ?>> all = new ArrayList<>();
        Map<Integer, List<Tuple2<?, ?>>> byPartition = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Tuple2<Object, Object> pair = new Tuple2<>(key(random.nextInt(keySpace)), i);
            all.add(pair);
            byPartition
                    .computeIfAbsent(target.getPartition(pair._1()), unknown -> new ArrayList<>())
                    .add(pair);
        }
        byPartition.forEach((partition, pairs) -> states.get(partition).keepPartial(pairs));
        copy.partials.put(now, all);
        if (random.nextBoolean()) {
            long dropped = now - 5 - random.nextInt(30);
            states.forEach(state -> state.dropPartials(dropped));
            copy.partials.headMap(dropped, true).clear();
        }
    }

    private void expire(List<KeyedState> states, NaiveState.Copy copy) throws Exception {
        if (random.nextInt(3) == 0) {
            Map<Object, Object> due = new HashMap<>();
            for (KeyedState state : states) {
                state.expire(now - 40, due::put);
            }
            assertThat(due).isEqualTo(copy.expire(now - 40));
        }
    }

    private static Object key(int id) {
        return id == 0 ? new Tuple2<>("pair", id) : "k".repeat(id % 7) + id;
    }

    private void snapshot() throws Exception {
        if (written == now) {
            String prefix = "state/" + snapshots++ + "/";
            snapshot = tables.snapshot(new Time(now), store, (uid, partition) -> prefix + uid + "/" + partition);
        }
    }

    private void restart() throws Exception {
        if (written < now) {
            write();
        }
        tables = made.get();
        long from = snapshot.stream()
                .mapToLong(segment -> segment.time().milliseconds())
                .max()
                .orElse(0);
        try (StateLoading loading = tables.load(store, new Time(now), 2)) {
            for (StateSegment segment : snapshot) {
                loading.snapshot(segment);
            }
            // What the snapshot has already is passed over.
            for (List<byte[]> chunks : journal.tailMap(from - 20, true).values()) {
                for (byte[] chunk : chunks) {
                    loading.changes(ByteBuffer.wrap(chunk));
                }
            }
            loading.finish();
        }
        check();
    }

    private void checkTouched(Walk walk) {
        for (Entry[] page = walk.next(); page != null; page = walk.next()) {
            for (Entry entry : page) {
                if (entry != null) {
                    assertThat(entry.touched())
                            .isEqualTo(model.cells.get(entry.key).touched());
                }
            }
        }
    }

    private void relaid() throws Exception {
        restart();
        int partitions = 1 + random.nextInt(4);
        target = random.nextInt(3) == 0 ? new ByLength(partitions) : new HashPartitioner(partitions);
    }

    private void check() throws Exception {
        int partitions = tables.infos().get(0).partitions();
        Map<Object, Object> values = new HashMap<>();
        Map<Long, List<Tuple2<?, ?>>> partials = new TreeMap<>();
        for (int i = 0; i < partitions; i++) {
            StatePartition partition = tables.partition("model", i, partitions);
            assertThat(partition.isNew()).isFalse();
            partition.view(
                    new Time(now),
                    (key, value) -> assertThat(values.put(key, value)).isNull());
            checkTouched(partition.walk());
            Version version = partition.find(new Time(now));
            partition
                    .partials()
                    .range(version.droppedUpTo, now)
                    .forEach((time, partial) -> partials.computeIfAbsent(time, unknown -> new ArrayList<>())
                            .addAll(partial.pairs()));
        }
        assertThat(values).isEqualTo(model.values());
        assertThat(tables.infos().get(0).keys()).isEqualTo(values.size());
        TreeMap<Long, List<Tuple2<?, ?>>> expected = new TreeMap<>(model.partials);
        expected.values().removeIf(List::isEmpty);
        assertThat(partials.keySet()).isEqualTo(expected.keySet());
        partials.forEach((time, pairs) -> assertThat(pairs).hasSameElementsAs(expected.get(time)));
    }
}
