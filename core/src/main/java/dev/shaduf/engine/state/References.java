// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

/** Entries that were touched in one version, as far as nothing has touched them since. */
interface References {
    /** Takes entries. */
    @FunctionalInterface
    interface Action {
        void take(Entry entry) throws Exception;
    }

    /** Returns how many there were. */
    int size();

    /** Returns those that were last touched at a time. */
    References fresh(long time);

    /** Visits those that are still last touched at a time when their turn comes. */
    void forEachFresh(long time, Action action) throws Exception;

    static boolean isFresh(Entry entry, long time) {
        return entry.current() != null && entry.touched() == time;
    }
}
