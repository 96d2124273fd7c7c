// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Function0;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/** A running update: takes all of its input, whatever becomes of what it emits, and never finishes the stage it emits to. */
abstract class UpdateStage extends Stage {
    final KeyedState state;
    final Time time;
    final Origin origin;

    UpdateStage(KeyedState state, Time time, Origin origin) {
        this.state = state;
        this.time = time;
        this.origin = origin;
    }

    @Override
    public final boolean satisfied() {
        return false;
    }

    /** Names the operator in what a user's function throws, and refuses {@code null} as its result. */
    final <R> R call(String function, @Nullable Object key, Function0<R> call) {
        R result;
        try {
            result = call.call();
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (result == null) {
            throw new OperatorException(
                    origin,
                    new NullPointerException(function + " returned null for a key of " + type(key)
                            + "; return an Optional, for nothing an empty one: Optional.empty()"));
        }
        return result;
    }

    static String type(@Nullable Object key) {
        return key == null ? "null" : key.getClass().getName();
    }
}
