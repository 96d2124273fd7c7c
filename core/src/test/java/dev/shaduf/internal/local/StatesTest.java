// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.collectAsMap;
import static dev.shaduf.internal.local.Plans.map;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final Origin STATE = new Origin("mapWithState", "Test.java:7");
    private static final HashPartitioner TWO = new HashPartitioner(2);

    private final LocalEngine engine = Plans.engine("local[2]");
    private final UUID stream = UUID.randomUUID();
    private final AtomicInteger updates = new AtomicInteger();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldUpdateAndViewATableFromBatchToBatch() throws Exception {
        StateUpdateNode first = update(1, pairs(pair("a", 1), pair("b", 2)));
        StateUpdateNode second = update(2, pairs(pair("a", 10)));

        engine.update(first, scope(1), stream);
        engine.publish(stream, time(1));
        engine.update(second, scope(2), stream);

        assertThat(collectAsMap(engine, new StateViewNode(first, STATE))).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(collectAsMap(engine, new StateViewNode(second, STATE))).isEqualTo(Map.of("a", 11, "b", 2));
    }

    @Test
    void shouldRunAnUpdateOncePerTimeAndKeepWhatItEmitted() throws Exception {
        StateUpdateNode node = update(1, pairs(pair("a", 1), pair("b", 2)));

        engine.update(node, scope(1), stream);
        engine.update(node, scope(1), stream);
        engine.update(update(1, pairs(pair("a", 1), pair("b", 2))), scope(1), stream);

        assertThat(collect(engine, node, scope(1))).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(collect(engine, node, scope(1))).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(updates).hasValue(2);
    }

    @Test
    void shouldRunAnUpdateForItsFirstReaderWithinTheBatch() throws Exception {
        StateUpdateNode node = update(1, pairs(pair("a", 1)));

        assertThat(collect(engine, map(new StateViewNode(node, STATE), record -> record), scope(1)))
                .containsExactly(pair("a", 1));
        assertThat(collect(engine, node, scope(1))).containsExactly("a=1");
        assertThat(updates).hasValue(1);
    }

    @Test
    void shouldRefuseToRunAnUpdateForAReaderOutsideBatches() {
        StateUpdateNode node = update(1, pairs(pair("a", 1)));

        assertThatThrownBy(() -> collect(engine, node, Plans.scope()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'counts'");
    }

    @Test
    void shouldUndoAnUpdateThatIsRolledBackAndRunItAgain() throws Exception {
        StateUpdateNode node = update(1, pairs(pair("a", 1)));
        engine.update(node, scope(1), stream);

        engine.rollback(stream, time(1));
        StateUpdateNode again = update(1, pairs(pair("a", 1)));
        engine.update(again, scope(1), stream);

        assertThat(collectAsMap(engine, new StateViewNode(again, STATE))).isEqualTo(Map.of("a", 1));
        assertThat(updates).hasValue(2);
    }

    @Test
    void shouldKeepWhatWasEmittedWhenARollbackComesAfterPublishing() throws Exception {
        StateUpdateNode node = update(1, pairs(pair("a", 1)));
        engine.update(node, scope(1), stream);
        engine.publish(stream, time(1));

        engine.rollback(stream, time(1));

        assertThat(collect(engine, node)).containsExactly("a=1");
    }

    @Test
    void shouldUndoPartitionsThatSucceededWhenAnotherFailed() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        PlanNode input = map(pairs(pair("a", 1), pair("b", 2), pair("c", 3)), record -> {
            if (TaskContext.current().partition() == 1 && !failed.getAndSet(true)) {
                throw new IOException("once");
            }
            return record;
        });
        StateUpdateNode node = update(1, input);

        assertThatThrownBy(() -> engine.update(node, scope(1), stream)).hasRootCauseMessage("once");
        engine.update(node, scope(1), stream);

        assertThat(collectAsMap(engine, new StateViewNode(node, STATE))).isEqualTo(Map.of("a", 1, "b", 2, "c", 3));
    }

    @Test
    void shouldAbortAnAttemptBeforeTheNext() throws Exception {
        try (LocalEngine patient = Plans.engine("local[2,2]")) {
            StateUpdate failingOnce = (state, time, emit) -> new Counting(state, emit) {
                @Override
                public void finish() throws Exception {
                    if (TaskContext.current().attempt() == 0) {
                        throw new IOException("at the end");
                    }
                }
            };
            StateUpdateNode node =
                    new StateUpdateNode("counts", time(1), pairs(pair("a", 1)), null, TWO, failingOnce, STATE);

            patient.update(node, scope(1), stream);

            assertThat(collectAsMap(patient, new StateViewNode(node, STATE))).isEqualTo(Map.of("a", 1));
        }
    }

    @Test
    void shouldNameTheOperatorWhenTheUpdateThrows() {
        StateUpdate failing = (state, time, emit) -> new Counting(state, emit) {
            @Override
            public void push(Object record) throws Exception {
                throw new IOException("in the function");
            }
        };
        StateUpdateNode node = new StateUpdateNode("counts", time(1), pairs(pair("a", 1)), null, TWO, failing, STATE);

        assertThatThrownBy(() -> engine.update(node, scope(1), stream))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("mapWithState at Test.java:7")
                .hasRootCauseMessage("in the function");
    }

    @Test
    void shouldLoadTheInitialStateIntoANewTableOnly() throws Exception {
        PlanNode initial = pairs(pair("a", 100), pair("z", 26));
        StateUpdateNode first = update(1, initial, pairs(pair("a", 1)));
        StateUpdateNode second = update(2, initial, pairs(pair("a", 1)));

        engine.update(first, scope(1), stream);
        engine.publish(stream, time(1));
        engine.update(second, scope(2), stream);

        assertThat(collectAsMap(engine, new StateViewNode(first, STATE))).isEqualTo(Map.of("a", 101, "z", 26));
        assertThat(collectAsMap(engine, new StateViewNode(second, STATE))).isEqualTo(Map.of("a", 102, "z", 26));
    }

    @Test
    void shouldLoadTheInitialStateAgainWhenTheFirstBatchIsTriedAgain() throws Exception {
        PlanNode initial = pairs(pair("a", 100));
        engine.update(update(1, initial, pairs(pair("a", 1))), scope(1), stream);
        engine.rollback(stream, time(1));
        StateUpdateNode again = update(1, initial, pairs(pair("a", 1)));

        engine.update(again, scope(1), stream);

        assertThat(collectAsMap(engine, new StateViewNode(again, STATE))).isEqualTo(Map.of("a", 101));
    }

    @Test
    void shouldForgetWhatIsNoLongerRetained() throws Exception {
        StateUpdateNode first = update(1, pairs(pair("a", 1)));
        StateUpdateNode second = update(2, pairs(pair("a", 1)));
        for (StateUpdateNode node : List.of(first, second)) {
            engine.update(node, scope(node.time().milliseconds()), stream);
            engine.publish(stream, node.time());
        }

        engine.retain(stream, time(2));

        assertThat(collect(engine, second)).containsExactly("a=2");
        assertThatThrownBy(() -> collect(engine, first)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> collect(engine, first, scope(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no longer retained");
    }

    @Test
    void shouldKeepTheTablesOfStreamsApartAndDescribeAndDropThem() throws Exception {
        UUID other = UUID.randomUUID();
        engine.update(update(1, pairs(pair("a", 1), pair("b", 1))), scope(1), stream);
        StateUpdateNode elsewhere = update(1, pairs(pair("a", 5)));
        engine.update(elsewhere, scope(1), other);

        assertThat(collectAsMap(engine, new StateViewNode(elsewhere, STATE))).isEqualTo(Map.of("a", 5));
        assertThat(engine.states(stream)).singleElement().satisfies(info -> {
            assertThat(info.uid()).isEqualTo("counts");
            assertThat(info.partitions()).isEqualTo(2);
            assertThat(info.keys()).isEqualTo(2);
        });
        engine.drop(stream);
        assertThat(engine.states(stream)).isEmpty();
        assertThat(engine.states(other)).extracting(StateInfo::keys).containsExactly(1L);
    }

    private PlanNode pairs(Object... pairs) {
        return new ShuffleNode(source(of(pairs)), TWO, null, null, STATE);
    }

    private StateUpdateNode update(long seconds, PlanNode input) {
        return update(seconds, null, input);
    }

    private StateUpdateNode update(long seconds, @Nullable PlanNode initial, PlanNode input) {
        StateUpdate counting = (state, time, emit) -> new Counting(state, emit) {
            @Override
            public void push(Object record) throws Exception {
                updates.incrementAndGet();
                super.push(record);
            }
        };
        return new StateUpdateNode("counts", time(seconds), input, initial, TWO, counting, STATE);
    }

    private JobScope scope(long batch) {
        return JobScope.ofBatch(new BatchId(stream, batch), time(batch), 1, "owner");
    }

    private static Time time(long seconds) {
        return new Time(seconds * 1_000);
    }

    /** Adds values up by key. */
    private static class Counting extends Stage {
        private final KeyedState state;
        private final Stage emit;

        Counting(KeyedState state, Stage emit) {
            this.state = state;
            this.emit = emit;
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            Integer before = (Integer) state.get(pair._1());
            Integer sum = (Integer) pair._2() + (before == null ? 0 : before);
            state.put(pair._1(), sum);
            emit.push(pair._1() + "=" + sum);
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() throws Exception {}
    }
}
