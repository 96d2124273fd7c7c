// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.UpdateRun.ORIGIN;
import static dev.shaduf.internal.graph.UpdateRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.time.Duration;
import org.junit.jupiter.api.Test;

class WindowReduceUpdateTest {
    private final UpdateRun run = new UpdateRun();

    @Test
    void shouldMergeTheBatchesOfTheWindowOldestFirst() throws Exception {
        assertThat(run.batch(window(true), 1, pair("a", "1"))).containsExactly(pair("a", "1"));
        assertThat(run.batch(window(true), 2, pair("a", "2"), pair("b", "2")))
                .containsExactly(pair("a", "12"), pair("b", "2"));
        assertThat(run.batch(window(true), 3, pair("a", "3"))).containsExactly(pair("a", "123"), pair("b", "2"));
        assertThat(run.batch(window(true), 4)).containsExactly(pair("a", "23"), pair("b", "2"));
        assertThat(run.batch(window(true), 5)).containsExactly(pair("a", "3"));
        assertThat(run.batch(window(true), 6)).isEmpty();
    }

    @Test
    void shouldEmitOnlyWhenDueButRememberEveryBatch() throws Exception {
        assertThat(run.batch(window(false), 1, pair("a", "1"))).isEmpty();
        assertThat(run.batch(window(true), 2, pair("a", "2"))).containsExactly(pair("a", "12"));
        assertThat(run.batch(window(false), 3, pair("a", "3"))).isEmpty();
        assertThat(run.batch(window(true), 4, pair("a", "4"))).containsExactly(pair("a", "234"));
    }

    @Test
    void shouldLeaveOutBatchesOfAGap() throws Exception {
        run.batch(window(true), 1, pair("a", "1"));
        assertThat(run.batch(window(true), 3, pair("a", "3"))).containsExactly(pair("a", "13"));
        assertThat(run.batch(window(true), 100, pair("a", "x"))).containsExactly(pair("a", "x"));
    }

    @Test
    void shouldGiveTheSameResultWhenTriedAgain() throws Exception {
        run.batch(window(true), 1, pair("a", "1"));
        run.attempt(window(true), 9, pair("a", "lost"));
        run.rollback(9);
        assertThat(run.batch(window(true), 3, pair("a", "3"))).containsExactly(pair("a", "13"));
    }

    @Test
    void shouldForgetBatchesThatLeftTheWindow() throws Exception {
        for (long time = 1; time <= 20; time++) {
            run.batch(window(time % 2 == 0), time, pair("a", "x"));
        }
        assertThat(run.partials(21)).isEqualTo(3);
    }

    @Test
    void shouldNameTheOperatorWhenTheFunctionThrows() throws Exception {
        WindowReduceUpdate<String> failing = new WindowReduceUpdate<>(
                (x, y) -> {
                    throw new IllegalStateException("no");
                },
                new Duration(3),
                true,
                ORIGIN);
        run.batch(failing, 1, pair("a", "1"));
        assertThatThrownBy(() -> run.batch(failing, 2, pair("a", "1")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Totals.java:12");
    }

    private static WindowReduceUpdate<String> window(boolean due) {
        return new WindowReduceUpdate<>((x, y) -> x + y, new Duration(3), due, ORIGIN);
    }
}
