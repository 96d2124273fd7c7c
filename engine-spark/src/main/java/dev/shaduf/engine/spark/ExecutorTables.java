// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.codec.Codecs;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The partitions of states in this JVM. Those that nobody has used for long are let go of: others have them by now. */
final class ExecutorTables {
    private static final long LONGEST_IDLE = TimeUnit.MINUTES.toNanos(10);
    private static final Map<Key, HeldPartition> HELD = new ConcurrentHashMap<>();
    private static final Map<UUID, Codecs> CODECS = new ConcurrentHashMap<>();

    private record Key(TableId table, int partition) {}

    private ExecutorTables() {}

    /** Reads the table after an update. */
    static Input view(TableVersion version, int partition) throws InterruptedException {
        return held(version, partition).read(version, partition).partition().view(version.time());
    }

    /** Returns a partition; empty where it has never been. */
    static HeldPartition held(TableVersion version, int partition) {
        forgetIdle();
        return HELD.computeIfAbsent(new Key(version.id(), partition), key -> new HeldPartition(codecs(version)));
    }

    /** Returns the codecs of a table's space. */
    static Codecs codecs(TableVersion version) {
        return CODECS.computeIfAbsent(version.id().space(), space -> Codecs.of(version.options()));
    }

    private static void forgetIdle() {
        if (HELD.values().removeIf(partition -> partition.idleNanos() > LONGEST_IDLE)) {
            CODECS.keySet()
                    .removeIf(space -> HELD.keySet().stream()
                            .noneMatch(key -> key.table().space().equals(space)));
        }
    }
}
