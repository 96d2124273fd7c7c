// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.State;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function4;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The update of {@code mapWithState}: calls the function for each record in the order of the input, then for each key
 * whose timeout is due. Emits what the function returns, not by key. Has to run for every batch, so that timeouts fire in
 * theirs: the first batch whose time is not before the key's last data plus the timeout, and that has no data for the key.
 *
 * @param function the user's function
 * @param timeout after how long without data a key is removed; {@code null} for never
 * @param origin what made this update
 */
record MapWithStateUpdate<K, V, S, M>(
        Function4<Time, K, Optional<V>, State<S>, Optional<M>> function,
        @Nullable Duration timeout,
        Origin origin) implements StateUpdate {
    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        return new Running<>(this, state, time, emit);
    }

    private static final class Running<K, V, S, M> extends UpdateStage {
        private final MapWithStateUpdate<K, V, S, M> update;
        private final Stage emit;
        private final boolean timesOut;
        private final KeyState<S> keyState = new KeyState<>();

        Running(MapWithStateUpdate<K, V, S, M> update, KeyedState state, Time time, Stage emit) {
            super(state, time, update.origin);
            this.update = update;
            this.emit = emit;
            this.timesOut = update.timeout != null;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void push(Object record) throws Exception {
            Tuple2<K, V> pair = (Tuple2<K, V>) record;
            K key = pair._1();
            keyState.open((S) state.get(key));
            Optional<M> result = apply(key, Optional.ofNullable(pair._2()));
            keyState.close(key, state, timesOut);
            emit(result);
        }

        @Override
        public void finish() throws Exception {
            Duration timeout = update.timeout;
            if (timeout != null) {
                state.expire(time.milliseconds() - timeout.milliseconds() + 1, this::timeOut);
            }
        }

        @SuppressWarnings("unchecked")
        private void timeOut(Object key, Object value) throws Exception {
            keyState.timeOut((S) value);
            emit(apply((K) key, Optional.empty()));
        }

        private Optional<M> apply(K key, Optional<V> value) {
            return call("the function of mapWithState", key, () -> update.function.call(time, key, value, keyState));
        }

        private void emit(Optional<M> result) throws Exception {
            if (result.isPresent()) {
                emit.push(result.get());
            }
        }
    }
}
