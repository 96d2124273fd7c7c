// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

/** An entry whose key may be on disk too, or alone. Its marks are changed by whoever changes the table. */
final class SpilledEntry extends Entry {
    /** Whether the table knows it; else it is a copy of what is on disk. */
    boolean held;
    /** Whether the key is on disk, with this value or an older one. */
    boolean stored;
    /** Whether what is on disk is not this value. */
    boolean changed;
    /** Whether it waits for its turn to go to disk. */
    boolean waiting;
    /** Whether it was used while it waited. */
    boolean used;

    SpilledEntry(Object key, int hash) {
        super(key, hash);
    }

    @Override
    boolean isHeld() {
        return held;
    }
}
