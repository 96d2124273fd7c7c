// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.time.Time;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateTablesTest {
    private final StateTables tables = new StateTables();

    @Test
    void shouldMakeEachPartitionOnce() {
        StatePartition first = tables.partition("a", 0, 2);
        assertThat(tables.partition("a", 0, 2)).isSameAs(first);
        assertThat(tables.partition("a", 1, 2)).isNotSameAs(first);
        assertThat(tables.partition("b", 0, 2)).isNotSameAs(first);
    }

    @Test
    void shouldRefuseAPartitionThatIsNotThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> tables.partition("a", 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> tables.partition("a", -1, 2));
    }

    @Test
    void shouldRefuseAnotherNumberOfPartitions() {
        tables.partition("a", 0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.partition("a", 0, 3))
                .withMessageContaining("state 'a'")
                .withMessageContaining("has 2");
    }

    @Test
    void shouldUndoAllPartitions() throws Exception {
        write(1, "x");
        tables.publish(new Time(1));
        write(2, "y");
        tables.rollback(new Time(2));
        assertThat(tables.partition("a", 0, 2).has(new Time(2))).isFalse();
        assertThat(view(0, 1)).containsOnly(entry(0, "x"));
        assertThat(view(1, 1)).containsOnly(entry(1, "x"));
    }

    @Test
    void shouldDescribeTables() {
        write(1, "x");
        tables.publish(new Time(1));
        write(2, "y");
        tables.partition("b", 0, 4);
        assertThat(tables.infos()).containsExactly(new StateInfo("a", 2, 2, 2, 2), new StateInfo("b", 4, 0, 0, 0));
        tables.publish(new Time(2));
        tables.retain(new Time(2));
        assertThat(tables.infos().get(0).versions()).isEqualTo(1);
    }

    @Test
    void shouldForgetEverythingWhenDropped() {
        write(1, "x");
        tables.drop();
        assertThat(tables.infos()).isEmpty();
        assertThat(tables.partition("a", 0, 3).isNew()).isTrue();
    }

    private void write(long time, String value) {
        for (int i = 0; i < 2; i++) {
            StatePartition partition = tables.partition("a", i, 2);
            KeyedState state = partition.begin(new Time(time));
            state.put(i, value);
            partition.finish();
        }
    }

    private Map<Object, Object> view(int partition, long time) throws Exception {
        Map<Object, Object> view = new HashMap<>();
        tables.partition("a", partition, 2).view(new Time(time), view::put);
        return view;
    }
}
