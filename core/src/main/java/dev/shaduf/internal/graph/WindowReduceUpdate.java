// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Function2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;

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
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public boolean emitsByKey() {
        return true;
    }
}
