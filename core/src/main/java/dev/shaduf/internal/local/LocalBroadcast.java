// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.rdd.Broadcast;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A value that tasks of this JVM share. */
final class LocalBroadcast<T> implements Broadcast<T> {
    private static final long serialVersionUID = 1L;

    private volatile @Nullable Held<T> held;

    LocalBroadcast(T value) {
        held = new Held<>(value);
    }

    @Override
    public T value() {
        Held<T> present = held;
        if (present == null) {
            throw new IllegalStateException("a broadcast variable was read after it had been destroyed");
        }
        return present.value();
    }

    @Override
    public void destroy() {
        held = null;
    }

    /** The value, which may be null itself. */
    private record Held<T>(T value) implements Serializable {}
}
