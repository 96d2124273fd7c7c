// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random lives of a partition beside {@link NaiveState}: every retained version is looked at after every step. */
class StateModelTest {
    /** A key whose hash is one of a few. */
    record Colliding(int id) {
        @Override
        public int hashCode() {
            return id % 3;
        }
    }

    private StatePartition partition = new StatePartition("model", 0, new HeapPlace(null));
    private final NaiveState model = new NaiveState();
    private Random random = new Random();
    private int keySpace;
    private long timeout;
    private long now = 1_000;
    private long retained = Long.MIN_VALUE;

    @ParameterizedTest
    @CsvSource({"8, 800, 3", "60, 500, 40", "60, 300, 0", "400, 150, 400", "4000, 50, 2000"})
    void shouldEqualTheNaiveModelWhateverHappens(int keys, int steps, long idle) throws Exception {
        live(keys, steps, idle, System.nanoTime());
    }

    @ParameterizedTest
    @CsvSource({
        "8, 800, 3, 0, false",
        "60, 500, 40, 0, true",
        "60, 500, 0, 8000, false",
        "400, 150, 400, 0, false",
        "400, 150, 400, 50000, true",
        "4000, 50, 2000, 500000, false"
    })
    void shouldEqualTheNaiveModelOnDisk(int keys, int steps, long idle, long memory, boolean encodedRollback)
            throws Exception {
        partition = new StatePartition("model", 0, TreeStateStore.place(memory, encodedRollback));
        live(keys, steps, idle, System.nanoTime());
    }

    private void live(int keys, int steps, long idle, long seed) throws Exception {
        System.out.println("StateModelTest: keys " + keys + ", timeout " + idle + ", seed " + seed);
        random = new Random(seed);
        keySpace = keys;
        timeout = idle;
        for (int step = 0; step < steps; step++) {
            step();
            check();
        }
    }

    private void step() throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> publish();
            case 1 -> undo();
            case 2 -> retain();
            default -> update();
        }
    }

    private void update() throws Exception {
        NaiveState.Copy last = model.last();
        boolean retry = last != null && last.time > model.publishedUpTo && random.nextInt(3) == 0;
        now = retry ? last.time : now + 1 + random.nextInt(5);
        if (retry) {
            model.undo(now);
        }
        KeyedState state = partition.begin(new Time(now));
        NaiveState.Copy copy = new NaiveState.Copy(now, model.last());
        change(state, copy);
        if (random.nextInt(4) == 0) {
            state = partition.begin(new Time(now));
            copy = new NaiveState.Copy(now, model.last());
            change(state, copy);
        }
        meanwhile(copy.time);
        if (random.nextInt(4) == 0) {
            partition.abort();
        } else {
            partition.finish();
            model.versions.put(now, copy);
            model.retain(retained);
        }
    }

    /** What others may do while an update is being made. */
    private void meanwhile(long open) throws Exception {
        if (random.nextInt(3) == 0) {
            publish();
        }
        for (NaiveState.Copy copy : model.versions.values()) {
            assertThat(view(copy.time)).isEqualTo(copy.values());
        }
        assertThat(partition.has(new Time(open))).isFalse();
    }

    private void change(KeyedState state, NaiveState.Copy copy) throws Exception {
        int changes = random.nextInt(keySpace);
        for (int i = 0; i < changes; i++) {
            changeOne(state, copy, key(), "v" + random.nextInt());
        }
        if (random.nextInt(5) == 0) {
            changeAll(state, copy);
        }
        partials(state, copy);
        if (timeout > 0) {
            Map<Object, Object> due = new HashMap<>();
            state.expire(now - timeout, due::put);
            assertThat(due).isEqualTo(copy.expire(now - timeout));
        }
        assertThat(state.size()).isEqualTo(copy.cells.size());
    }

    private void changeOne(KeyedState state, NaiveState.Copy copy, Object key, String value) {
        NaiveState.Cell cell = copy.cells.get(key);
        assertThat(state.get(key)).isEqualTo(cell == null ? null : cell.value());
        switch (random.nextInt(5)) {
            case 0 -> {
                state.remove(key);
                copy.remove(key);
            }
            case 1 -> {
                state.touch(key);
                copy.touch(key);
            }
            default -> {
                state.put(key, value);
                copy.put(key, value);
            }
        }
    }

    private void changeAll(KeyedState state, NaiveState.Copy copy) throws Exception {
        Map<Object, Object> seen = new HashMap<>();
        Map<Object, Object> expected = copy.values();
        state.forEach((key, value) -> {
            assertThat(seen.put(key, value)).isNull();
            if (value.hashCode() % 3 == 0) {
                state.remove(key);
                copy.remove(key);
            } else if (value.hashCode() % 3 == 1) {
                state.put(key, value + "'");
                copy.put(key, value + "'");
            }
        });
        assertThat(seen).isEqualTo(expected);
    }

    private void partials(KeyedState state, NaiveState.Copy copy) {
        if (random.nextBoolean()) {
            List<Tuple2<?, ?>> partial = List.of(new Tuple2<>("p", now), new Tuple2<>("q", 2 * now));
            state.keepPartial(partial);
            copy.partials.put(now, partial);
        }
        if (random.nextBoolean()) {
            long dropped = now - random.nextInt(30);
            state.dropPartials(dropped);
            copy.partials.headMap(dropped, true).clear();
        }
        long after = now - random.nextInt(60);
        long upTo = after + random.nextInt(60) - 5;
        assertThat(state.partials(after, upTo)).isEqualTo(copy.partials(after, upTo));
        assertThat(state.partials(Long.MIN_VALUE, now)).isEqualTo(copy.partials(Long.MIN_VALUE, now));
    }

    private Object key() {
        int id = random.nextInt(keySpace);
        return keySpace < 100 && id % 4 == 0 ? new Colliding(id) : "key" + id;
    }

    private void publish() {
        long time = now - random.nextInt(6);
        partition.publish(new Time(time));
        model.publish(time);
        model.retain(retained);
    }

    private void undo() {
        long time = now - random.nextInt(6);
        partition.undo(new Time(time));
        model.undo(time);
    }

    private void retain() {
        retained = Math.max(retained, now - random.nextInt(20));
        partition.retain(new Time(retained));
        model.retain(retained);
    }

    private void check() throws Exception {
        NaiveState.Copy last = model.last();
        assertThat(partition.isNew()).isEqualTo(last == null);
        assertThat(partition.versions()).isEqualTo(model.versions.size());
        assertThat(partition.keys()).isEqualTo(last == null ? 0 : last.cells.size());
        for (NaiveState.Copy copy : model.versions.values()) {
            assertThat(view(copy.time)).isEqualTo(copy.values());
            checkChanges(copy);
        }
    }

    private void checkChanges(NaiveState.Copy copy) throws Exception {
        Time time = new Time(copy.time);
        if (copy.time <= model.settledUpTo) {
            assertThatThrownBy(() -> partition.changes(time, (key, value) -> {}))
                    .isInstanceOf(IllegalStateException.class);
            return;
        }
        Map<Object, Object> changes = new HashMap<>();
        partition.changes(
                time, (key, value) -> assertThat(changes.put(key, shown(value))).isNull());
        assertThat(changes).isEqualTo(copy.changes());
    }

    private static Object shown(@Nullable Object value) {
        return value == null ? "gone" : value;
    }

    private Map<Object, Object> view(long time) throws Exception {
        Map<Object, Object> view = new HashMap<>();
        partition.view(
                new Time(time), (key, value) -> assertThat(view.put(key, value)).isNull());
        return view;
    }
}
