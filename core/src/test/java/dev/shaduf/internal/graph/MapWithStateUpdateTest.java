// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.UpdateRun.ORIGIN;
import static dev.shaduf.internal.graph.UpdateRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.shaduf.dstream.State;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.function.Function4;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MapWithStateUpdateTest {
    private final UpdateRun run = new UpdateRun();
    private final MapWithStateUpdate<String, Integer, Integer, String> totals =
            update(null, MapWithStateUpdateTest::add);
    private final MapWithStateUpdate<String, Integer, Integer, String> idle =
            update(new Duration(3), MapWithStateUpdateTest::add);

    @Test
    void shouldCallTheFunctionOncePerRecordInOrder() throws Exception {
        assertThat(run.batch(totals, 1, pair("a", 1), pair("b", 5), pair("a", 2)))
                .containsExactly("a=1", "b=5", "a=3");
        assertThat(run.batch(totals, 2, pair("a", 4))).containsExactly("a=7");
        assertThat(run.table(2)).containsExactly(entry("a", 7), entry("b", 5));
    }

    @Test
    void shouldEmitNothingForAbsentResults() throws Exception {
        assertThat(run.batch(update(null, (t, k, v, s) -> Optional.empty()), 1, pair("a", 1)))
                .isEmpty();
    }

    @Test
    void shouldPassTheBatchTime() throws Exception {
        MapWithStateUpdate<String, Integer, Integer, String> times =
                update(null, (t, k, v, s) -> Optional.of(t.toString()));
        assertThat(run.batch(times, 7, pair("a", 1))).containsExactly("7 ms");
    }

    @Test
    void shouldSeeTheInitialState() throws Exception {
        run.initial(1, pair("a", 10));
        assertThat(run.batch(totals, 2, pair("a", 1))).containsExactly("a=11");
    }

    @Test
    void shouldGiveTheSameResultWhenTriedAgain() throws Exception {
        run.batch(idle, 1, pair("a", 1), pair("old", 1));
        List<Object> first = run.attempt(idle, 4, pair("a", 2));
        run.rollback(4);
        assertThat(run.batch(idle, 4, pair("a", 2))).isEqualTo(first).containsExactly("a=3", "old timed out at 1");
    }

    @Test
    void shouldTimeOutInTheFirstBatchThatIsDue() throws Exception {
        run.batch(idle, 1, pair("a", 1));
        assertThat(run.batch(idle, 2)).isEmpty();
        assertThat(run.batch(idle, 3)).isEmpty();
        assertThat(run.batch(idle, 4)).containsExactly("a timed out at 1");
        assertThat(run.batch(idle, 5)).isEmpty();
        assertThat(run.table(5)).isEmpty();
    }

    @Test
    void shouldTimeOutLateAfterAGap() throws Exception {
        run.batch(idle, 1, pair("a", 1));
        assertThat(run.batch(idle, 100)).containsExactly("a timed out at 1");
    }

    @Test
    void shouldNotTimeOutAKeyWithDataInTheBatchThatIsDue() throws Exception {
        run.batch(idle, 1, pair("a", 1));
        assertThat(run.batch(idle, 4, pair("a", 1))).containsExactly("a=2");
        assertThat(run.batch(idle, 6)).isEmpty();
        assertThat(run.batch(idle, 7)).containsExactly("a timed out at 2");
    }

    @Test
    void shouldStartTheTimeAnewWithDataThatChangesNothing() throws Exception {
        MapWithStateUpdate<String, Integer, Integer, String> once = update(new Duration(3), (t, k, v, s) -> {
            if (!s.exists()) {
                s.update(1);
            }
            return s.isTimingOut() ? Optional.of("out") : Optional.empty();
        });
        run.batch(once, 1, pair("a", 1));
        run.batch(once, 3, pair("a", 1));
        assertThat(run.batch(once, 4)).isEmpty();
        assertThat(run.batch(once, 6)).containsExactly("out");
    }

    @Test
    void shouldEmitTimeoutsAfterData() throws Exception {
        run.batch(idle, 1, pair("a", 1));
        assertThat(run.batch(idle, 9, pair("b", 1))).containsExactly("b=1", "a timed out at 1");
    }

    @Test
    void shouldTimeOutInitialStateFromTheFirstBatchOn() throws Exception {
        run.initial(1, pair("a", 10));
        assertThat(run.batch(idle, 3)).isEmpty();
        assertThat(run.batch(idle, 4)).containsExactly("a timed out at 10");
    }

    @Test
    void shouldNotTouchTheTableWhenOnlyReading() throws Exception {
        run.batch(totals, 1, pair("a", 1));
        run.batch(update(null, (t, k, v, s) -> Optional.of("" + s.get())), 2, pair("a", 1));
        assertThat(run.touched()).isZero();
    }

    @Test
    void shouldKeepTheStateContract() throws Exception {
        List<String> seen = new ArrayList<>();
        run.batch(
                update(null, (t, k, v, s) -> {
                    seen.add(s.exists() + " " + s.getOption() + " " + s.isTimingOut());
                    assertThatThrownBy(s::get).isInstanceOf(NoSuchElementException.class);
                    s.update(1);
                    seen.add(s.exists() + " " + s.get());
                    s.update(2);
                    s.remove();
                    seen.add(s.exists() + " " + s.getOption());
                    assertThatThrownBy(s::get).isInstanceOf(NoSuchElementException.class);
                    assertThatThrownBy(() -> s.update(3)).isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(s::remove).isInstanceOf(IllegalArgumentException.class);
                    return Optional.empty();
                }),
                1,
                pair("a", 1));
        assertThat(seen).containsExactly("false Optional.empty false", "true 1", "false Optional.empty");
        assertThat(run.table(1)).isEmpty();
    }

    @Test
    void shouldLetAStateBeRemovedThatDoesNotExist() throws Exception {
        run.batch(
                update(null, (t, k, v, s) -> {
                    s.remove();
                    assertThatThrownBy(() -> s.update(3)).isInstanceOf(IllegalArgumentException.class);
                    return Optional.empty();
                }),
                1,
                pair("a", 1));
        assertThat(run.table(1)).isEmpty();
    }

    @Test
    void shouldRefuseChangesWhileTimingOut() throws Exception {
        run.initial(1, pair("a", 1));
        List<Object> emitted = run.batch(
                update(new Duration(1), (t, k, v, s) -> {
                    assertThat(v).isEmpty();
                    assertThatThrownBy(() -> s.update(3))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("timing out");
                    assertThatThrownBy(s::remove).isInstanceOf(IllegalArgumentException.class);
                    return Optional.of(s.exists() + " " + s.get());
                }),
                2);
        assertThat(emitted).containsExactly("true 1");
    }

    @Test
    void shouldNameTheOperatorWhenTheFunctionThrows() {
        assertThatThrownBy(() -> run.batch(
                        update(null, (t, k, v, s) -> {
                            throw new IOException("no");
                        }),
                        1,
                        pair("a", 1)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Totals.java:12")
                .cause()
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseNullAsAResult() {
        assertThatThrownBy(() -> run.batch(update(null, (t, k, v, s) -> null), 1, pair("a", 1)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Totals.java:12")
                .hasMessageContaining("returned null for a key of java.lang.String; return an Optional");
    }

    private static Optional<String> add(Time time, String key, Optional<Integer> value, State<Integer> state) {
        if (state.isTimingOut()) {
            return Optional.of(key + " timed out at " + state.get());
        }
        state.update(state.getOption().orElse(0) + value.orElseThrow());
        return Optional.of(key + "=" + state.get());
    }

    private static MapWithStateUpdate<String, Integer, Integer, String> update(
            @Nullable Duration timeout,
            Function4<Time, String, Optional<Integer>, State<Integer>, Optional<String>> function) {
        return new MapWithStateUpdate<>(function, timeout, ORIGIN);
    }
}
