// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.State;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function4;
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
        Function4<Time, K, Optional<V>, State<S>, Optional<M>> function, @Nullable Duration timeout, Origin origin)
        implements StateUpdate {
    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        throw new UnsupportedOperationException("not built yet");
    }
}
