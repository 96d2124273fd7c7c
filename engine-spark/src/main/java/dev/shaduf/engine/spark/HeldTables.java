// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions of states in one JVM. Those that nobody has used for long are let go of, by a thread that lives while there are
 * any: others have them by now, or their stream has ended, of which executors are not told.
 */
final class HeldTables {
    static final Duration LONGEST_IDLE = Durations.minutes(10);
    static final Duration BETWEEN_LOOKS = Durations.minutes(1);

    private final Clock clock;
    private final Map<Key, HeldPartition> held = new ConcurrentHashMap<>();
    private final Map<UUID, Codecs> codecs = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private boolean looking;

    private record Key(TableId table, int partition) {}

    HeldTables(Clock clock) {
        this.clock = clock;
    }

    /** Returns a partition; empty where it has never been. */
    HeldPartition held(TableVersion version, int partition) {
        HeldPartition found = held.computeIfAbsent(
                new Key(version.id(), partition), key -> new HeldPartition(codecs(version), clock));
        look();
        return found;
    }

    /** Returns a partition that nobody else sees. */
    HeldPartition apart(TableVersion version) {
        return new HeldPartition(codecs(version), clock);
    }

    int size() {
        return held.size();
    }

    private Codecs codecs(TableVersion version) {
        return codecs.computeIfAbsent(version.id().space(), space -> Codecs.of(version.options()));
    }

    private synchronized void look() {
        if (!looking) {
            looking = true;
            Thread thread = new Thread(this::lookAgainAndAgain, "shaduf-idle-states");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void lookAgainAndAgain() {
        try {
            do {
                clock.waitUntil(clock.currentTimeMillis() + BETWEEN_LOOKS.milliseconds());
            } while (!forgetIdle());
        } catch (InterruptedException e) {
            synchronized (this) {
                looking = false;
            }
        }
    }

    /** Lets go of what is idle; returns true, and is called no more, if that was all. */
    private synchronized boolean forgetIdle() {
        long longest = LONGEST_IDLE.milliseconds() * 1_000_000;
        held.values().removeIf(partition -> partition.idleNanos() > longest);
        codecs.keySet()
                .removeIf(space -> held.keySet().stream()
                        .noneMatch(key -> key.table().space().equals(space)));
        looking = !held.isEmpty();
        return !looking;
    }
}
