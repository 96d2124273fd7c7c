// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.Fixtures;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.time.Time;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A snapshot and the changes after it, written by the first version of the format, can be read for ever after. The files are
 * never written anew: a change of the format adds others.
 */
class StateFixtureTest {
    private static final HashPartitioner TWO = new HashPartitioner(2);
    private static final List<String> FILES = List.of("state-1-0.bin", "state-1-1.bin");
    private static final String CHANGES = "state-1-changes.bin";

    @Test
    void shouldReadTheStateThatTheFirstVersionWrote() throws Exception {
        if (Fixtures.AS_NEW) {
            write();
        }
        MemoryStore store = new MemoryStore();
        StateTables tables = new StateTables();
        try (StateLoading loading = tables.load(store, new Time(3_000), 2)) {
            for (int i = 0; i < FILES.size(); i++) {
                byte[] bytes = Fixtures.read(FILES.get(i));
                store.put(FILES.get(i), bytes);
                loading.snapshot(new StateSegment("counts", i, 2, new Time(2_000), 0, bytes.length, FILES.get(i)));
            }
            ByteBuffer changes = ByteBuffer.wrap(Fixtures.read(CHANGES));
            while (changes.hasRemaining()) {
                int length = changes.getInt();
                loading.changes(changes.slice(changes.position(), length));
                changes.position(changes.position() + length);
            }
            loading.finish();
        }
        check(tables);
    }

    private static void check(StateTables tables) throws Exception {
        Map<Object, Object> values = new HashMap<>();
        Map<Object, Long> touched = new HashMap<>();
        List<Object> partials = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            StatePartition partition = tables.partition("counts", i, 2);
            partition.view(new Time(3_000), values::put);
            for (Entry entry : partition.walk().next()) {
                if (entry != null) {
                    touched.put(entry.key, entry.touched());
                }
            }
            KeyedState state = partition.begin(new Time(4_000));
            state.partials(Long.MIN_VALUE, 4_000).forEach(partials::addAll);
        }
        assertThat(values)
                .isEqualTo(Map.of(
                        "first",
                        List.of(1L),
                        "second",
                        List.of(3L),
                        new Tuple2<>("k", 4),
                        List.of(2L),
                        "late",
                        List.of(3L)));
        assertThat(touched)
                .isEqualTo(Map.of("first", 1_000L, "second", 3_000L, new Tuple2<>("k", 4), 3_000L, "late", 3_000L));
        assertThat(partials).containsExactlyInAnyOrder(new Tuple2<>("second", 2), new Tuple2<>("second", 3));
    }

    private static void write() throws Exception {
        StateTables tables = new StateTables();
        tables.layOut("counts", TWO);
        batch(tables, 1, "first", "second", "gone");
        batch(tables, 2, "second", new Tuple2<>("k", 4), "gone");
        MemoryStore store = new MemoryStore();
        tables.snapshot(new Time(2_000), store, (uid, partition) -> FILES.get(partition));
        batch(tables, 3, "second", "late");
        for (String file : FILES) {
            Fixtures.write(file, store.read(file, 0).readAllBytes());
        }
        ByteArrayOutputStream changes = new ByteArrayOutputStream();
        tables.changes(new Time(2_000), new Time(3_000), chunk -> {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            new DataOutputStream(changes).writeInt(bytes.length);
            changes.write(bytes);
        });
        Fixtures.write(CHANGES, changes.toByteArray());
    }

    private static void batch(StateTables tables, long second, Object... keys) {
        Time time = new Time(second * 1_000);
        List<KeyedState> states = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            states.add(tables.partition("counts", i, 2).begin(time));
        }
        for (Object key : keys) {
            states.get(TWO.getPartition(key)).put(key, List.of(second));
        }
        if (second == 3) {
            states.get(TWO.getPartition("gone")).remove("gone");
            states.get(TWO.getPartition(new Tuple2<>("k", 4))).put(new Tuple2<>("k", 4), List.of(2L));
        }
        KeyedState seconds = states.get(TWO.getPartition("second"));
        seconds.keepPartial(List.of(new Tuple2<>("second", (int) second)));
        seconds.dropPartials((second - 2) * 1_000);
        for (int i = 0; i < 2; i++) {
            tables.partition("counts", i, 2).finish();
        }
        tables.publish(time);
    }
}
