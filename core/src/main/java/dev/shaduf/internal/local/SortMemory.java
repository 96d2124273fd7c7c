// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

/** The memory of an engine for pairs that are being sorted. Safe for use by many threads. */
final class SortMemory {
    private final long budget;
    private long used;

    SortMemory(long budget) {
        this.budget = budget;
    }

    /** Takes bytes, if there are so many. */
    synchronized boolean take(long bytes) {
        boolean fits = bytes <= budget - used;
        if (fits) {
            used += bytes;
        }
        return fits;
    }

    synchronized void giveBack(long bytes) {
        used -= bytes;
    }

    /** Tells whether what is left is less than what tasks that are still running should find. */
    synchronized boolean scarce() {
        return used > budget / 2;
    }

    synchronized long used() {
        return used;
    }
}
