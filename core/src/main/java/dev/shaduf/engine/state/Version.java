// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import org.jspecify.annotations.Nullable;

/** What one batch made of a partition. */
final class Version {
    final long time;
    final IdleQueue.@Nullable Mark idleBefore;
    /** What the version changed; {@code null} once that has been merged into the table. */
    @Nullable
    EntryList touched = new EntryList();

    long touchedKeys;
    long keys;
    /** Partial results up to this time are dropped. */
    long droppedUpTo;

    boolean published;
    /** Cleared before anything that this version needs is changed, so that a view that goes on too long notices. */
    volatile boolean readable;

    Version(long time, @Nullable Version before, IdleQueue.@Nullable Mark idleBefore) {
        this.time = time;
        this.idleBefore = idleBefore;
        keys = before == null ? 0 : before.keys;
        droppedUpTo = before == null ? Long.MIN_VALUE : before.droppedUpTo;
    }
}
