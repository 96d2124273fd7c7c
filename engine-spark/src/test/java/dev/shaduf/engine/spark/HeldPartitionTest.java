// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.state.PlacedPartition;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldPartitionTest {
    private final TableId id = new TableId(UUID.randomUUID(), "totals", 0);
    private final HeldPartition held = new HeldPartition(Codecs.of(StateOptions.DEFAULT), new ManualClock());

    @Test
    void shouldForgetVersionsBeforeTheBase() {
        held.bring(version(Base.EMPTY, List.of(delta(1), delta(2))), 0);
        for (int time = 2; time < 1_000; time++) {
            held.bring(version(base(time - 1), List.of(delta(time), delta(time + 1))), 0);
        }

        assertThat(held.versions()).isEqualTo(3);
    }

    @Test
    void shouldKeepWhatAnotherVersionOfTheChainBeginsWith() throws Exception {
        PlacedPartition first = held.bring(version(base(1), List.of(delta(2), delta(3))), 0);

        assertThat(held.bring(version(base(2), List.of(delta(3))), 0)).isSameAs(first);
        assertThat(held.read(version(base(1), List.of(delta(2), delta(3))), 0)).isSameAs(first);
    }

    private TableVersion version(Base base, List<Delta> deltas) {
        long last = deltas.get(deltas.size() - 1).time();
        return new TableVersion(id, StateOptions.DEFAULT, 1, true, base, deltas, new Time(last), last, last);
    }

    private static Base base(long time) {
        return new Base(delta(time), List.of(nothing()));
    }

    private static Delta delta(long time) {
        return new Delta(time, new long[] {time}, nothing(), new long[1], 0);
    }

    @SuppressWarnings("NullAway") // What is empty is not sent.
    private static Payload nothing() {
        return Payload.of(null, List.of(List.of()));
    }
}
