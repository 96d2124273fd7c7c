// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The update of {@code reduceByKeyAndWindow} with an inverse. The input is the batch reduced by key. The table holds the
 * window: for each key that leaves or enters, its value before, less what left the window, plus what entered. Keeps the
 * input as the partial result of its batch until it has left. Emits nothing: the stream is {@link #result}, read at those
 * times at which the window slides. Has to run at every slide of the parent.
 *
 * <p>The filter hides a key as soon as it rejects it, and removes it once no batch of the window has it any more, so that a
 * key that comes back has the right value: nothing if all of it had left, otherwise what is still in the window.
 *
 * @param reduce the user's function
 * @param inverse takes its second argument out of its first
 * @param window the length of the window
 * @param filter the pairs to keep; {@code null} to keep every key for ever
 * @param origin what made this update
 */
record InverseWindowUpdate<K, V>(
        Function2<V, V, V> reduce,
        Function2<V, V, V> inverse,
        Duration window,
        @Nullable Function<Tuple2<K, V>, Boolean> filter,
        Origin origin)
        implements StateUpdate {
    /** Returns the window after an update, a pair per key that passes the filter, in the partitions of the state. */
    PlanNode result(StateUpdateNode update) {
        StateViewNode view = new StateViewNode(update, origin);
        return filter == null ? view : new NarrowNode(view, new WindowFilterStep<>(filter, origin), true, origin);
    }

    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        return filter == null ? new Running<>(this, state, time) : new Filtered<>(this, filter, state, time);
    }

    /** The table holds the values. */
    private static class Running<K, V> extends UpdateStage {
        private final InverseWindowUpdate<K, V> update;
        private final List<Tuple2<?, ?>> batch = new ArrayList<>();

        Running(InverseWindowUpdate<K, V> update, KeyedState state, Time time) {
            super(state, time, update.origin);
            this.update = update;
        }

        @Override
        public final void push(Object record) {
            batch.add((Tuple2<?, ?>) record);
        }

        @Override
        public final void finish() {
            long start = time.minus(update.window).milliseconds();
            List<List<Tuple2<?, ?>>> left = state.partials(Long.MIN_VALUE, start);
            left.forEach(partial -> eachPair(partial, this::leave));
            if (!batch.isEmpty()) {
                List<Tuple2<?, ?>> entered = List.copyOf(batch);
                eachPair(entered, this::enter);
                state.keepPartial(entered);
            }
            left.forEach(partial -> eachPair(partial, (key, value) -> drop(key)));
            state.dropPartials(start);
        }

        void leave(K key, V value) {
            state.put(key, inverse(key, previous(key), value));
        }

        @SuppressWarnings("unchecked")
        void enter(K key, V value) {
            V old = (V) state.get(key);
            state.put(key, old == null ? value : reduce(key, old, value));
        }

        /** Drops a key whose value left, if it is to be dropped. */
        void drop(K key) {}

        final V inverse(K key, Object old, V value) {
            @SuppressWarnings("unchecked")
            V before = (V) old;
            return call("the inverse function of the window", key, () -> update.inverse.call(before, value));
        }

        final V reduce(K key, V old, V value) {
            return call("the reduce function of the window", key, () -> update.reduce.call(old, value));
        }

        final Object previous(K key) {
            Object previous = state.get(key);
            if (previous == null) {
                throw new OperatorException(
                        origin,
                        new IllegalStateException("the window has no value for a key of " + type(key)
                                + " whose earlier value now leaves it; the key was changed after it was used, or its equals"
                                + " and hashCode do not agree: use immutable keys that compare by content"));
            }
            return previous;
        }

        @SuppressWarnings("unchecked")
        private void eachPair(List<Tuple2<?, ?>> partial, BiConsumer<K, V> action) {
            for (Tuple2<?, ?> pair : partial) {
                action.accept((K) pair._1(), (V) pair._2());
            }
        }
    }

    /** The table holds a {@link WindowValue} for each key. */
    private static final class Filtered<K, V> extends Running<K, V> {
        private final Function<Tuple2<K, V>, Boolean> filter;

        Filtered(
                InverseWindowUpdate<K, V> update, Function<Tuple2<K, V>, Boolean> filter, KeyedState state, Time time) {
            super(update, state, time);
            this.filter = filter;
        }

        @Override
        void leave(K key, V value) {
            WindowValue previous = (WindowValue) previous(key);
            state.put(key, new WindowValue(inverse(key, previous.value(), value), previous.batches() - 1));
        }

        @Override
        @SuppressWarnings("unchecked")
        void enter(K key, V value) {
            WindowValue old = (WindowValue) state.get(key);
            state.put(
                    key,
                    old == null
                            ? new WindowValue(value, 1)
                            : new WindowValue(reduce(key, (V) old.value(), value), old.batches() + 1));
        }

        @Override
        @SuppressWarnings("unchecked")
        void drop(K key) {
            WindowValue value = (WindowValue) state.get(key);
            if (value != null
                    && value.batches() == 0
                    && !call(
                            "the filter of the window", key, () -> filter.call(new Tuple2<>(key, (V) value.value())))) {
                state.remove(key);
            }
        }
    }
}
