// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.State;
import dev.shaduf.engine.KeyedState;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of one key during one call; used again for the next one. */
final class KeyState<S> implements State<S> {
    /** What the call did, or what it may not do. */
    private enum Phase {
        UNCHANGED,
        UPDATED,
        REMOVED,
        TIMING_OUT
    }

    private @Nullable S value;
    private Phase phase = Phase.UNCHANGED;

    void open(@Nullable S current) {
        value = current;
        phase = Phase.UNCHANGED;
    }

    void timeOut(S current) {
        value = current;
        phase = Phase.TIMING_OUT;
    }

    /** Writes what the call did; a key that it left alone is touched if that matters. */
    void close(Object key, KeyedState table, boolean touch) {
        switch (phase) {
            case UPDATED -> table.put(key, Objects.requireNonNull(value));
            case REMOVED -> table.remove(key);
            default -> {
                if (touch) {
                    table.touch(key);
                }
            }
        }
    }

    @Override
    public boolean exists() {
        return value != null;
    }

    @Override
    public S get() {
        if (value == null) {
            throw new NoSuchElementException("the key has no state; ask exists() first, or use getOption()");
        }
        return value;
    }

    @Override
    public void update(S newState) {
        allow("update");
        value = Objects.requireNonNull(newState, "the new state is null; use remove() to end the state of a key");
        phase = Phase.UPDATED;
    }

    @Override
    public void remove() {
        allow("remove");
        value = null;
        phase = Phase.REMOVED;
    }

    @Override
    public boolean isTimingOut() {
        return phase == Phase.TIMING_OUT;
    }

    private void allow(String change) {
        if (phase == Phase.TIMING_OUT) {
            throw new IllegalArgumentException(change
                    + "() of a state that is timing out; it is removed after this call, ask isTimingOut() first");
        }
        if (phase == Phase.REMOVED) {
            throw new IllegalArgumentException(change + "() of a state that was removed in this call");
        }
    }
}
