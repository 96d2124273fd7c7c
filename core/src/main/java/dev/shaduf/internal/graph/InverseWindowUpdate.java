// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The update of {@code reduceByKeyAndWindow} with an inverse. The input is the batch reduced by key. The table holds the
 * window: for each key that leaves or enters, its value before, less what left the window, plus what entered. Keeps the
 * input as the partial result of its batch until it has left. Emits nothing: the stream is {@link #result}, read at those
 * times at which the window slides. Has to run at every slide of the parent.
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
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        throw new UnsupportedOperationException("not built yet");
    }
}
