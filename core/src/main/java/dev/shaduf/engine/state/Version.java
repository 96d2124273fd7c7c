// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.List;
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
    /** What {@link #droppedUpTo} was before this version. */
    final long droppedBefore;

    /** What the attempt has read, as it was; {@code null} for rollback by reference. */
    @Nullable
    Guards guards;

    /** What the version changed, encoded by the update; {@code null} if it was not, or has been taken. */
    @Nullable
    List<byte[]> written;

    /** Whether the table came into this layout with this version: nothing that the batch changed. */
    boolean moved;
    /** Whether the version before it was moved, so that its changes are the whole table. */
    boolean whole;

    boolean published;
    /** Cleared before anything that this version needs is changed, so that a view that goes on too long notices. */
    volatile boolean readable;

    Version(long time, @Nullable Version before, IdleQueue.@Nullable Mark idleBefore) {
        this.time = time;
        this.idleBefore = idleBefore;
        keys = before == null ? 0 : before.keys;
        droppedUpTo = before == null ? Long.MIN_VALUE : before.droppedUpTo;
        droppedBefore = droppedUpTo;
        whole = before != null && before.moved;
    }
}
