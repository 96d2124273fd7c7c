// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The place of one partition of a persisted node: empty, filled, or forgotten for good. */
final class Slot {
    private final Persisted persisted;
    private final ReentrantLock computing = new ReentrantLock();
    private volatile @Nullable Kept kept;
    private boolean forgotten;

    Slot(Persisted persisted) {
        this.persisted = persisted;
    }

    Persisted persisted() {
        return persisted;
    }

    /** Held while the partition is computed. */
    ReentrantLock computing() {
        return computing;
    }

    @Nullable
    Kept kept() {
        return kept;
    }

    /** Fills the place, unless it has been forgotten. */
    synchronized boolean keep(Kept computed) {
        if (!forgotten) {
            kept = computed;
        }
        return !forgotten;
    }

    /** Puts another form, or nothing, in the place of one, unless that has gone. */
    synchronized boolean replace(Kept old, @Nullable Kept other) {
        if (kept != old) {
            return false;
        }
        kept = other;
        return true;
    }

    synchronized void forget() {
        forgotten = true;
        Kept old = kept;
        kept = null;
        if (old != null) {
            old.free();
        }
    }
}
