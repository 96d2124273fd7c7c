// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.spi.Position;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The last stored position of every lane. Safe for use by many threads; those that store into one lane take turns.
 * While a block is cut for the log, none is between having stored its record and saying so.
 */
final class Positions {
    private final Map<String, Last> lanes = new ConcurrentHashMap<>();
    private final ReadWriteLock cutting = new ReentrantReadWriteLock();

    /** Stores a record unless its lane is beyond it already; returns whether it did. */
    boolean advance(Position position, Runnable store) {
        return advance(position, () -> {}, store, () -> {});
    }

    /**
     * Stores a record unless its lane is beyond it already; returns whether it did.
     *
     * @param await waits under the limits
     * @param store stores without waiting
     */
    boolean advance(Position position, Runnable await, Runnable store) {
        return advance(
                position,
                () -> {
                    await.run();
                    cutting.readLock().lock();
                },
                store,
                cutting.readLock()::unlock);
    }

    private boolean advance(Position position, Runnable before, Runnable store, Runnable after) {
        Last last = lanes.computeIfAbsent(position.lane(), lane -> new Last());
        synchronized (last) {
            Position present = last.position;
            if (present != null && !position.after(present)) {
                return false;
            }
            before.run();
            try {
                store.run();
                last.position = position;
            } finally {
                after.run();
            }
            return true;
        }
    }

    /** Goes on from what a log says. */
    void restore(Map<String, Position> positions) {
        positions.forEach((lane, position) -> lanes.computeIfAbsent(lane, l -> new Last()).position = position);
    }

    /** Runs a cut while no store is half done; returns the last position of every lane. */
    Map<String, Position> still(Runnable cut) {
        cutting.writeLock().lock();
        try {
            cut.run();
            Map<String, Position> all = new TreeMap<>();
            lanes.forEach((lane, last) -> {
                Position position = last.position;
                if (position != null) {
                    all.put(lane, position);
                }
            });
            return all;
        } finally {
            cutting.writeLock().unlock();
        }
    }

    /**
     * Forgets lanes.
     *
     * @param retained those that stay
     * @param durable the positions that are durable: a lane stays, too, while what was stored last of it is not
     */
    void retain(Set<String> retained, Map<String, Position> durable) {
        lanes.forEach((lane, last) -> {
            if (!retained.contains(lane) && Objects.equals(last.position, durable.get(lane))) {
                lanes.remove(lane, last);
            }
        });
    }

    /** Tells whether a lane is remembered. */
    boolean has(String lane) {
        return lanes.containsKey(lane);
    }

    /** Returns what is stored. */
    Map<String, Position> all() {
        return still(() -> {});
    }

    Optional<Position> last(String lane) {
        Last last = lanes.get(lane);
        return last == null ? Optional.empty() : Optional.ofNullable(last.position);
    }

    private static final class Last {
        private volatile @Nullable Position position;
    }
}
