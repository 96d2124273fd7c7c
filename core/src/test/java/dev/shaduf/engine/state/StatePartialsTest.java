// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatePartialsTest {
    private final StatePartition partition = new StatePartition("window", 0, new HeapPlace(null));

    @Test
    void shouldReadPartialsOfTheRangeOldestFirst() {
        keep(1, "p1");
        keep(2, "p2");
        keep(3, "p3");
        KeyedState state = partition.begin(at(4));
        state.keepPartial(of("p4"));
        assertThat(state.partials(1, 4)).containsExactly(of("p2"), of("p3"), of("p4"));
        assertThat(state.partials(4, 4)).isEmpty();
        assertThat(state.partials(Long.MIN_VALUE, Long.MAX_VALUE))
                .containsExactly(of("p1"), of("p2"), of("p3"), of("p4"));
    }

    @Test
    void shouldNotReadWhatThisUpdateDropped() {
        keep(1, "p1");
        keep(2, "p2");
        KeyedState state = partition.begin(at(3));
        state.dropPartials(1);
        assertThat(state.partials(Long.MIN_VALUE, 3)).containsExactly(of("p2"));
    }

    @Test
    void shouldStillReadWhatAnUndoneUpdateDropped() {
        keep(1, "p1");
        KeyedState state = partition.begin(at(2));
        state.dropPartials(1);
        partition.finish();
        partition.retain(at(2));
        partition.undo(at(2));
        assertThat(partition.begin(at(2)).partials(Long.MIN_VALUE, 2)).containsExactly(of("p1"));
    }

    @Test
    void shouldForgetThePartialOfAnUndoneUpdate() {
        keep(1, "p1");
        partition.begin(at(2)).keepPartial(of("p2"));
        partition.finish();
        partition.undo(at(2));
        assertThat(partition.begin(at(3)).partials(Long.MIN_VALUE, 3)).containsExactly(of("p1"));
    }

    @Test
    void shouldKeepDroppedPartialsOutOfLaterUpdates() {
        keep(1, "p1");
        partition.begin(at(2)).dropPartials(1);
        partition.finish();
        partition.publish(at(2));
        assertThat(partition.begin(at(3)).partials(Long.MIN_VALUE, 3)).isEmpty();
    }

    private void keep(long time, String partial) {
        partition.begin(at(time)).keepPartial(of(partial));
        partition.finish();
        partition.publish(at(time));
    }

    private static List<Tuple2<?, ?>> of(String partial) {
        return List.of(new Tuple2<>(partial, 1));
    }

    private static Time at(long time) {
        return new Time(time);
    }
}
