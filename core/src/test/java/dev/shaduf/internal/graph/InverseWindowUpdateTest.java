// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.UpdateRun.ORIGIN;
import static dev.shaduf.internal.graph.UpdateRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseWindowUpdateTest {
    /** A key that does not stay what it was. */
    private static final class Name {
        private String text;

        Name(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object that) {
            return that instanceof Name name && name.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private final UpdateRun run = new UpdateRun();

    @Test
    void shouldKeepKeysWhoseDataLeft() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(2, null);
        run.batch(window, 1, pair("a", 1));
        run.batch(window, 2, pair("a", 10), pair("b", 5));
        assertThat(run.table(2)).containsExactly(entry("a", 11), entry("b", 5));
        run.batch(window, 3);
        assertThat(run.table(3)).containsExactly(entry("a", 10), entry("b", 5));
        run.batch(window, 4);
        assertThat(run.table(4)).containsExactly(entry("a", 0), entry("b", 0));
    }

    @Test
    void shouldTakeOldValuesOutBeforeAddingNewOnes() throws Exception {
        List<String> calls = new ArrayList<>();
        InverseWindowUpdate<String, Integer> window = new InverseWindowUpdate<>(
                (x, y) -> {
                    calls.add(x + "+" + y);
                    return x + y;
                },
                (x, y) -> {
                    calls.add(x + "-" + y);
                    return x - y;
                },
                new Duration(1),
                null,
                ORIGIN);
        run.batch(window, 1, pair("a", 1));
        run.batch(window, 2, pair("a", 2));
        assertThat(calls).containsExactly("1-1", "0+2");
    }

    @Test
    void shouldTouchOnlyKeysThatEnterOrLeave() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(2, null);
        run.batch(window, 1, pair("a", 1));
        run.batch(window, 2, pair("b", 1), pair("c", 1));
        run.batch(window, 3, pair("d", 1));
        assertThat(run.touched()).isEqualTo(2);
    }

    @Test
    void shouldRemoveFilteredKeysOnceTheirDataHasLeft() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(2, pair -> pair._2() != 0);
        run.batch(window, 1, pair("a", 1), pair("b", 1));
        run.batch(window, 2, pair("b", 1));
        run.batch(window, 3);
        assertThat(run.table(3).keySet()).containsExactly("b");
    }

    @Test
    void shouldHaveTheRightValueWhenAFilteredKeyComesBack() throws Exception {
        Function<Tuple2<String, Integer>, Boolean> large = pair -> pair._2() > 10;
        InverseWindowUpdate<String, Integer> window = window(3, large);
        run.batch(window, 1, pair("a", 8));
        assertThat(shown(window, 1)).isEmpty();
        run.batch(window, 2, pair("a", 7));
        assertThat(shown(window, 2)).containsExactly(pair("a", 15));
        run.batch(window, 4, pair("a", 6));
        assertThat(shown(window, 4)).containsExactly(pair("a", 13));
        run.batch(window, 5);
        assertThat(shown(window, 5)).isEmpty();
        run.batch(window, 7);
        assertThat(run.table(7)).isEmpty();
    }

    @Test
    void shouldEmptyTheWindowAfterALongGap() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(3, pair -> pair._2() != 0);
        run.batch(window, 1, pair("a", 1));
        run.batch(window, 2, pair("a", 1));
        run.batch(window, 50, pair("b", 1));
        assertThat(shown(window, 50)).containsExactly(pair("b", 1));
    }

    @Test
    void shouldForgetBatchesThatLeftTheWindow() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(3, null);
        for (long time = 1; time <= 20; time++) {
            run.batch(window, time, pair("a", 1));
        }
        assertThat(run.partials(21)).isEqualTo(3);
    }

    @Test
    void shouldViewTheTableItselfWithoutAFilter() {
        InverseWindowUpdate<String, Integer> window = window(2, null);
        assertThat(window.result(node(window))).isInstanceOf(StateViewNode.class);
    }

    @Test
    void shouldExplainAKeyThatCannotBeFoundAgain() throws Exception {
        InverseWindowUpdate<String, Integer> window = window(1, null);
        Name name = new Name("a");
        run.batch(window, 1, pair(name, 1));
        name.text = "b";
        assertThatThrownBy(() -> run.batch(window, 2))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Totals.java:12")
                .hasMessageContaining("no value for a key of " + Name.class.getName())
                .hasMessageContaining("immutable keys");
    }

    @Test
    void shouldRefuseNullFromTheFunctions() throws Exception {
        InverseWindowUpdate<String, Integer> window =
                new InverseWindowUpdate<>((x, y) -> null, (x, y) -> x, new Duration(5), null, ORIGIN);
        run.batch(window, 1, pair("a", 1));
        assertThatThrownBy(() -> run.batch(window, 2, pair("a", 1)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("the reduce function of the window returned null");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEqualTheSumOfTheWindowWhateverHappens(boolean filtered) throws Exception {
        long seed = System.nanoTime();
        System.out.println("InverseWindowUpdateTest: seed " + seed);
        Random random = new Random(seed);
        InverseWindowUpdate<String, Integer> window = window(7, filtered ? pair -> pair._2() > 12 : null);
        TreeMap<Long, Map<String, Integer>> batches = new TreeMap<>();
        long time = 0;
        for (int i = 0; i < 600; i++) {
            time += random.nextInt(10) == 0 ? 1 + random.nextInt(15) : 1;
            Map<String, Integer> batch = batch(random);
            if (random.nextInt(4) == 0) {
                run.attempt(window, time, pairs(batch(random)));
                run.rollback(time);
            }
            run.batch(window, time, pairs(batch));
            batches.put(time, batch);
            assertThat(positive(shown(window, time)))
                    .isEqualTo(expected(batches.tailMap(time - 7, false), filtered ? 12 : 0));
        }
    }

    private static Map<String, Integer> batch(Random random) {
        Map<String, Integer> batch = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            batch.put("k" + random.nextInt(10), 1 + random.nextInt(9));
        }
        return batch;
    }

    private static Tuple2<?, ?>[] pairs(Map<String, Integer> batch) {
        return batch.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .toArray(Tuple2<?, ?>[]::new);
    }

    private static Map<Object, Integer> positive(List<Object> shown) {
        Map<Object, Integer> values = new HashMap<>();
        for (Object record : shown) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            if ((int) pair._2() != 0) {
                assertThat(values.put(pair._1(), (int) pair._2())).isNull();
            }
        }
        return values;
    }

    private static Map<Object, Integer> expected(Map<Long, Map<String, Integer>> window, int above) {
        Map<Object, Integer> sums = new HashMap<>();
        window.values().forEach(batch -> batch.forEach((key, value) -> sums.merge(key, value, Integer::sum)));
        sums.values().removeIf(sum -> sum <= above);
        return sums;
    }

    /** Reads the result of a window as an engine would. */
    private List<Object> shown(InverseWindowUpdate<String, Integer> window, long time) throws Exception {
        List<Object> shown = new ArrayList<>();
        Stage sink = new Stage() {
            @Override
            public void push(Object record) {
                shown.add(record);
            }

            @Override
            public boolean satisfied() {
                return false;
            }

            @Override
            public void finish() {}
        };
        PlanNode result = window.result(node(window));
        Stage first = sink;
        if (result instanceof NarrowNode narrow) {
            assertThat(narrow.partitioner()).isPresent();
            first = ((PushStep) narrow.step()).bind(new TaskContext(JobScope.adHoc("test"), 0, 0), sink);
        }
        for (Map.Entry<Object, Object> entry : run.table(time).entrySet()) {
            first.push(new Tuple2<>(entry.getKey(), entry.getValue()));
        }
        return shown;
    }

    private static StateUpdateNode node(InverseWindowUpdate<String, Integer> window) {
        return new StateUpdateNode(
                "window",
                new Time(1),
                new UnionNode(List.of(), List.of(), ORIGIN),
                null,
                new HashPartitioner(1),
                window,
                ORIGIN);
    }

    private static InverseWindowUpdate<String, Integer> window(
            long length, @Nullable Function<Tuple2<String, Integer>, Boolean> filter) {
        return new InverseWindowUpdate<>(Integer::sum, (x, y) -> x - y, new Duration(length), filter, ORIGIN);
    }
}
