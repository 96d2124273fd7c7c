// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function4;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/**
 * The update of {@code updateStateByKey}: groups the input by key and calls the function once for every key with data or
 * state, also when there is no input at all. Emits nothing: the stream is the {@code StateViewNode} of the update. Writes
 * only values that changed. Has to run for every batch.
 *
 * @param function the user's function; nothing as its result removes the key
 * @param origin what made this update
 */
record UpdateStateByKeyUpdate<K, V, S>(
        Function4<Time, K, List<V>, Optional<S>, Optional<S>> function, Origin origin) implements StateUpdate {
    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        throw new UnsupportedOperationException("not built yet");
    }
}
