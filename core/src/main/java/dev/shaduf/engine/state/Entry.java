// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A key with its values. A key that no version still being kept apart has touched holds its value bare; only a touched one
 * pays for a chain of {@link Revision}s, newest first. The chain's head changes in one step, so a view finds the revision of its
 * time without a lock, whatever an update puts in front of it.
 */
class Entry {
    private static final VarHandle STATE = stateHandle();

    final Object key;
    final int hash;
    /** When the bare value at the end of the chain was last touched. */
    private long settled;

    private volatile @Nullable Object state;

    Entry(Object key, int hash) {
        this.key = key;
        this.hash = hash;
    }

    /** Whether the entry is where changes to its key have to be made; else it is a copy that says what the key has. */
    boolean isHeld() {
        return true;
    }

    /** Whether versions keep values of the key apart. */
    final boolean isApart() {
        return state instanceof Revision;
    }

    /** Returns the newest value, {@code null} for none. */
    @Nullable
    Object current() {
        Object newest = state;
        return newest instanceof Revision revision ? revision.value : newest;
    }

    /** Reads the headers of key and value; returns something that depends on them. */
    int fetch() {
        Object newest = state;
        return (key instanceof Revision ? 1 : 0) + (newest instanceof Revision ? 1 : 0);
    }

    /** Returns the value in the version of a time, which must still be kept apart from later ones. */
    @Nullable
    Object at(long time) {
        Object value = state;
        while (value instanceof Revision revision) {
            if (revision.time <= time) {
                return revision.value;
            }
            value = revision.previous();
        }
        return value;
    }

    /** Returns the time of the version that last touched the key. */
    long touched() {
        return state instanceof Revision revision ? revision.time : settled;
    }

    /** Returns the time of the version up to a time that last touched the key; the time must still be kept apart. */
    long touchedAt(long time) {
        Object value = state;
        while (value instanceof Revision revision) {
            if (revision.time <= time) {
                return revision.time;
            }
            value = revision.previous();
        }
        return settled;
    }

    /** Gives a new entry the value that it had when it was written. */
    void restore(Object value, long touched) {
        settled = touched;
        STATE.setRelease(this, value);
    }

    /** Replaces the newest value by another that is equal to what it was. */
    void exchange(Object value) {
        Object newest = state;
        STATE.setRelease(
                this,
                newest instanceof Revision revision ? new Revision(value, revision.time, revision.previous()) : value);
    }

    /** Sets the value in the version being made; returns whether this is the version's first touch of the key. */
    boolean set(@Nullable Object value, long time) {
        Object newest = state;
        if (newest instanceof Revision revision && revision.time == time) {
            revision.value = value;
            return false;
        }
        STATE.setRelease(this, new Revision(value, time, newest));
        return true;
    }

    /** Takes back the newest revision, which must be of that time; returns whether nothing is left. */
    boolean undo(long time) {
        if (state instanceof Revision revision && revision.time == time) {
            STATE.setRelease(this, revision.previous());
        }
        return isGone();
    }

    /** Merges away what is older than the value at a time; returns whether that leaves nothing. */
    boolean settle(long time) {
        Revision newer = null;
        Object value = state;
        while (value instanceof Revision revision) {
            if (revision.time <= time) {
                settled = revision.time;
                replace(newer, revision.value);
                return isGone();
            }
            newer = revision;
            value = revision.previous();
        }
        return false;
    }

    private void replace(@Nullable Revision newer, @Nullable Object bare) {
        if (newer == null) {
            STATE.setRelease(this, bare);
        } else {
            newer.previous(bare);
        }
    }

    private boolean isGone() {
        return state == null;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Entry.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
