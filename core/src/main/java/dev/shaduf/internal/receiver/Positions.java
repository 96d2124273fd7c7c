// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.spi.Position;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last stored position of every lane. Safe for use by many threads; those that store into one lane take turns. */
final class Positions {
    private final Map<String, Last> lanes = new ConcurrentHashMap<>();

    /** Stores a record unless its lane is beyond it already; returns whether it did. */
    boolean advance(Position position, Runnable store) {
        Last last = lanes.computeIfAbsent(position.lane(), lane -> new Last());
        synchronized (last) {
            Position before = last.position;
            if (before != null && !position.after(before)) {
                return false;
            }
            store.run();
            last.position = position;
            return true;
        }
    }

    Optional<Position> last(String lane) {
        Last last = lanes.get(lane);
        return last == null ? Optional.empty() : Optional.ofNullable(last.position);
    }

    private static final class Last {
        private volatile @Nullable Position position;
    }
}
