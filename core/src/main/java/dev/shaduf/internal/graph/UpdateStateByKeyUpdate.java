// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function4;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The update of {@code updateStateByKey}: groups the input by key and calls the function once for every key with data or
 * state, also when there is no input at all. Emits nothing: the stream is the {@code StateViewNode} of the update. Has to run
 * for every batch.
 *
 * <p>Writes only values that changed: not the same object, nor an equal one of the JDK's value types. What another type's
 * {@code equals} leaves out is not known, so an equal object of it is written.
 *
 * @param function the user's function; nothing as its result removes the key
 * @param origin what made this update
 */
record UpdateStateByKeyUpdate<K, V, S>(Function4<Time, K, List<V>, Optional<S>, Optional<S>> function, Origin origin)
        implements StateUpdate {
    /** Whether two objects of a class that are equal cannot be told apart. */
    private static final ClassValue<Boolean> PLAIN_VALUES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return List.of("java.lang", "java.math", "java.time").contains(type.getPackageName()) || type.isEnum();
        }
    };

    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        return new Running<>(this, state, time);
    }

    private static final class Running<K, V, S> extends UpdateStage {
        private final UpdateStateByKeyUpdate<K, V, S> update;
        private final Map<K, List<V>> groups = new LinkedHashMap<>();

        Running(UpdateStateByKeyUpdate<K, V, S> update, KeyedState state, Time time) {
            super(state, time, update.origin);
            this.update = update;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void push(Object record) {
            Tuple2<K, V> pair = (Tuple2<K, V>) record;
            groups.computeIfAbsent(pair._1(), key -> new ArrayList<>(2)).add(pair._2());
        }

        @Override
        public void finish() throws Exception {
            state.forEach(this::known);
            groups.forEach(this::added);
        }

        @SuppressWarnings("unchecked")
        private void known(Object key, Object value) {
            List<V> values = groups.remove(key);
            Optional<S> next =
                    apply((K) key, values == null ? Collections.emptyList() : values, Optional.of((S) value));
            if (next.isEmpty()) {
                state.remove(key);
            } else if (isChanged(value, next.get())) {
                state.put(key, next.get());
            }
        }

        private void added(K key, List<V> values) {
            apply(key, values, Optional.empty()).ifPresent(value -> state.put(key, value));
        }

        private Optional<S> apply(K key, List<V> values, Optional<S> old) {
            return call("the function of updateStateByKey", key, () -> update.function.call(time, key, values, old));
        }

        private static boolean isChanged(Object before, Object after) {
            return before != after && !(PLAIN_VALUES.get(after.getClass()) && after.equals(before));
        }
    }
}
