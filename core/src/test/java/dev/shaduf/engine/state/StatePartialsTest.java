// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.time.Time;
import org.junit.jupiter.api.Test;

class StatePartialsTest {
    private final StatePartition partition = new StatePartition("window", 0);

    @Test
    void shouldReadPartialsOfTheRangeOldestFirst() {
        keep(1, "p1");
        keep(2, "p2");
        keep(3, "p3");
        KeyedState state = partition.begin(at(4));
        state.keepPartial("p4");
        assertThat(state.partials(1, 4)).containsExactly("p2", "p3", "p4");
        assertThat(state.partials(4, 4)).isEmpty();
        assertThat(state.partials(Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly("p1", "p2", "p3", "p4");
    }

    @Test
    void shouldNotReadWhatThisUpdateDropped() {
        keep(1, "p1");
        keep(2, "p2");
        KeyedState state = partition.begin(at(3));
        state.dropPartials(1);
        assertThat(state.partials(Long.MIN_VALUE, 3)).containsExactly("p2");
    }

    @Test
    void shouldStillReadWhatAnUndoneUpdateDropped() {
        keep(1, "p1");
        KeyedState state = partition.begin(at(2));
        state.dropPartials(1);
        partition.finish();
        partition.retain(at(2));
        partition.undo(at(2));
        assertThat(partition.begin(at(2)).partials(Long.MIN_VALUE, 2)).containsExactly("p1");
    }

    @Test
    void shouldForgetThePartialOfAnUndoneUpdate() {
        keep(1, "p1");
        partition.begin(at(2)).keepPartial("p2");
        partition.finish();
        partition.undo(at(2));
        assertThat(partition.begin(at(3)).partials(Long.MIN_VALUE, 3)).containsExactly("p1");
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
        partition.begin(at(time)).keepPartial(partial);
        partition.finish();
        partition.publish(at(time));
    }

    private static Time at(long time) {
        return new Time(time);
    }
}
