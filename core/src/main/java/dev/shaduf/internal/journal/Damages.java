// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.log.LogDamage;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a journal cannot be read, and what follows: the states can be made as of the last batch before it, unless a whole
 * snapshot with all that is known stands behind it, or somebody has accepted the loss.
 */
final class Damages {
    private static final long NONE = Long.MAX_VALUE;
    /** A record of a gap takes a few bytes and plans any number of times. */
    private static final long MOST_PLANNED = 1_000_000;

    private final List<LogDamage> open = new ArrayList<>();
    private final List<JournalRecord.Accepted> accepted = new ArrayList<>();
    /** The last batch completed before the first open damage. */
    private long whole = NONE;

    /** The first snapshot behind damage that it made up for: with older ones the states would lack something. */
    private long firstUsable;

    private long bytes;
    private long end;

    void found(LogDamage damage, long completed) {
        open.add(damage);
        whole = Math.min(whole, completed);
        bytes += damage.to() - damage.from();
        end = Math.max(end, damage.to());
    }

    /** Returns whether a snapshot makes up for all damage: whether it, and its base, stand behind. */
    boolean isHealedBy(JournalRecord.Snapshot snapshot) {
        return !open.isEmpty() && snapshot.number() > whole && snapshot.address() >= end;
    }

    /** Nothing is needed any more of what stands before a snapshot. */
    void healedBy(JournalRecord.Snapshot snapshot) {
        firstUsable = snapshot.number();
        forget();
    }

    /** Whether the states can be made from a snapshot. */
    boolean isUsable(JournalRecord.Snapshot snapshot) {
        return snapshot.number() >= firstUsable && !isVoid(snapshot.number());
    }

    private void forget() {
        open.clear();
        whole = NONE;
        bytes = 0;
    }

    void accepted(JournalRecord.Accepted loss) {
        accepted.add(loss);
        forget();
    }

    List<LogDamage> open() {
        return List.copyOf(open);
    }

    /** Returns the last batch whose states can be made, of those that completed. */
    long lastWhole(long completed) {
        return Math.min(whole, completed);
    }

    /** Whether the changes of a completed batch cannot be used, because of what is missing before them. */
    boolean isVoid(long number) {
        return number > whole
                || accepted.stream().anyMatch(loss -> number > loss.whole() && number <= loss.completed());
    }

    /** Whether states begin anew behind damage, because nothing whole stands before it. */
    boolean isFromNothing() {
        return (!open.isEmpty() && whole == 0) || accepted.stream().anyMatch(loss -> loss.whole() == 0);
    }

    /** Returns a number that no batch has had, where the last one that is known has this one. */
    long unused(long lastPlanned) {
        return open.isEmpty() ? lastPlanned : lastPlanned + bytes + MOST_PLANNED;
    }
}
