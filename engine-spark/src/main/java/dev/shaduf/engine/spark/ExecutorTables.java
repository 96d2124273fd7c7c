// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.time.Clock;

/** The partitions of states in this JVM. */
final class ExecutorTables {
    private static final HeldTables HELD = new HeldTables(Clock.system());

    private ExecutorTables() {}

    /** Reads the table after an update. */
    static Input view(TableVersion version, int partition) throws InterruptedException {
        return held(version, partition).read(version, partition).partition().view(version.time());
    }

    /** Returns a partition; empty where it has never been. */
    static HeldPartition held(TableVersion version, int partition) {
        return HELD.held(version, partition);
    }

    /** Returns a partition that nobody else sees. */
    static HeldPartition apart(TableVersion version) {
        return HELD.apart(version);
    }
}
