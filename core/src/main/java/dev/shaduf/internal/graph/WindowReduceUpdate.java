// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The update of {@code reduceByKeyAndWindow} without an inverse. The input is the batch reduced by key. Keeps it as the
 * partial result of its batch, drops those that left the window, and, when the window is due, emits one pair per key: the
 * merge of the partial results in {@code (time - window, time]}, oldest first. The table itself stays empty.
 *
 * <p>Has to run at every slide of the parent, with {@code due} true at those times at which the window slides: its results
 * are read only then.
 *
 * @param reduce the user's function
 * @param window the length of the window
 * @param due whether the window slides at the time that this update is for
 * @param origin what made this update
 */
record WindowReduceUpdate<V>(Function2<V, V, V> reduce, Duration window, boolean due, Origin origin)
        implements StateUpdate {
    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        return new Running<>(this, state, time, emit);
    }

    @Override
    public boolean emitsByKey() {
        return true;
    }

    private static final class Running<V> extends UpdateStage {
        private final WindowReduceUpdate<V> update;
        private final Stage emit;
        private final List<Tuple2<?, ?>> batch = new ArrayList<>();

        Running(WindowReduceUpdate<V> update, KeyedState state, Time time, Stage emit) {
            super(state, time, update.origin);
            this.update = update;
            this.emit = emit;
        }

        @Override
        public void push(Object record) {
            batch.add((Tuple2<?, ?>) record);
        }

        @Override
        public void finish() throws Exception {
            if (!batch.isEmpty()) {
                state.keepPartial(List.copyOf(batch));
            }
            long start = time.minus(update.window).milliseconds();
            state.dropPartials(start);
            if (update.due) {
                emit(merge(state.partials(start, time.milliseconds())));
            }
        }

        @SuppressWarnings("unchecked")
        private Map<Object, V> merge(List<List<Tuple2<?, ?>>> partials) {
            Map<Object, V> merged = new LinkedHashMap<>();
            for (List<Tuple2<?, ?>> partial : partials) {
                for (Tuple2<?, ?> pair : partial) {
                    V old = merged.get(pair._1());
                    V value = (V) pair._2();
                    merged.put(pair._1(), old == null ? value : reduce(pair._1(), old, value));
                }
            }
            return merged;
        }

        private V reduce(Object key, V old, V value) {
            return call("the reduce function of the window", key, () -> update.reduce.call(old, value));
        }

        private void emit(Map<Object, V> window) throws Exception {
            for (Map.Entry<Object, V> entry : window.entrySet()) {
                emit.push(new Tuple2<>(entry.getKey(), entry.getValue()));
            }
        }
    }
}
