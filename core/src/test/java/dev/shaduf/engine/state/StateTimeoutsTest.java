// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTimeoutsTest {
    private final StatePartition partition = new StatePartition("sessions", 0, new HeapPlace(null));

    @Test
    void shouldExpireKeysTouchedBeforeTheTime() throws Exception {
        publish(1, "a");
        publish(2, "b");
        publish(3, "c");
        assertThat(expire(partition.begin(at(4)), 3)).containsExactly("a", "b");
        partition.finish();
        assertThat(partition.keys()).isEqualTo(1);
    }

    @Test
    void shouldNotExpireAKeyThatWasTouchedSince() throws Exception {
        publish(1, "a");
        publish(2, "b");
        KeyedState state = partition.begin(at(5));
        expire(state, 0);
        state.touch("a");
        assertThat(expire(state, 3)).containsExactly("b");
        partition.finish();
        partition.publish(at(5));
        assertThat(expire(partition.begin(at(6)), 5)).isEmpty();
    }

    @Test
    void shouldExpireAgainWhenTheUpdateIsTriedAgain() throws Exception {
        publish(1, "a");
        assertThat(expire(partition.begin(at(4)), 2)).containsExactly("a");
        partition.finish();
        partition.undo(at(4));
        assertThat(expire(partition.begin(at(4)), 2)).containsExactly("a");
    }

    @Test
    void shouldForgetATouchThatWasUndone() throws Exception {
        publish(1, "a");
        KeyedState first = partition.begin(at(2));
        expire(first, 0);
        first.touch("a");
        partition.finish();
        partition.undo(at(2));
        assertThat(expire(partition.begin(at(3)), 2)).containsExactly("a");
    }

    @Test
    void shouldNotExpireAKeyThatIsGone() throws Exception {
        publish(1, "a");
        KeyedState state = partition.begin(at(2));
        state.remove("a");
        assertThat(expire(state, 2)).isEmpty();
    }

    @Test
    void shouldExpireAKeyThatCameBackByItsNewTime() throws Exception {
        publish(1, "a");
        KeyedState state = partition.begin(at(2));
        expire(state, 2);
        partition.finish();
        partition.publish(at(2));
        partition.retain(at(2));
        publish(3, "a");
        assertThat(expire(partition.begin(at(4)), 3)).isEmpty();
    }

    @Test
    void shouldFindKeysTouchedBeforeTimeoutsWereFirstAskedFor() throws Exception {
        publish(1, "a");
        publish(2, "b");
        partition.retain(at(2));
        publish(3, "c");
        KeyedState state = partition.begin(at(9));
        state.put("d", "x");
        assertThat(expire(state, 9)).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRefuseToExpireWhatTheBatchItselfTouched() {
        KeyedState state = partition.begin(at(2));
        assertThatIllegalArgumentException().isThrownBy(() -> state.expire(3, (key, value) -> {}));
    }

    @Test
    void shouldKeepNoMoreReferencesThanAFewPerKeyWhenKeysAreTouchedEveryBatch() throws Exception {
        IdleQueue idle = new IdleQueue(new Table());
        idle.track(0);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            entries.add(new Entry(i, i + 1));
        }
        for (int time = 1; time <= 400; time++) {
            EntryList touched = new EntryList();
            for (Entry entry : entries) {
                entry.set("x", time);
                entry.settle(time);
                touched.add(entry);
            }
            idle.append(time, touched);
            idle.compact(entries.size(), touched.size());
            assertThat(idle.references()).isLessThan(5L * entries.size() + EntryList.CHUNK);
        }
        assertThat(due(idle, 401)).containsExactlyElementsOf(entries);
    }

    private static List<Entry> due(IdleQueue idle, long before) throws Exception {
        List<Entry> due = new ArrayList<>();
        IdleQueue.Chunk chunk;
        while ((chunk = idle.poll(before)) != null) {
            chunk.forEachFresh(due::add);
        }
        return due;
    }

    private void publish(long time, String key) {
        partition.begin(at(time)).put(key, "x");
        partition.finish();
        partition.publish(at(time));
    }

    private static List<Object> expire(KeyedState state, long time) throws Exception {
        List<Object> expired = new ArrayList<>();
        state.expire(time, (key, value) -> expired.add(key));
        return expired;
    }

    private static Time at(long time) {
        return new Time(time);
    }
}
