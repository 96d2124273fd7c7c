// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.nio.ByteBuffer;

/**
 * Which files were taken: an open-addressing table of two longs a file and a byte for what listings have seen of it. A file
 * that two complete listings in a row did not meet is forgotten, unless its batch is not complete. Safe for use by many threads.
 */
final class TakenFiles {
    private static final int SMALLEST = 64;
    private static final byte SEEN = 1;
    private static final byte MISSED = 2;
    private static final byte IN_FLIGHT = 4;

    /** What is known of a file. */
    enum Known {
        /** It was not taken. */
        NEW,
        /** It was taken as it is. */
        TAKEN,
        /** A file of that path was taken, and has been written since. */
        CHANGED
    }

    private long[] paths = new long[SMALLEST];
    private long[] stamps = new long[SMALLEST];
    private byte[] marks = new byte[SMALLEST];
    private int size;
    /** Whether files came by memory while a listing was on its way, which says nothing about them then. */
    private boolean listingIsVoid;

    private PathHash hash;

    TakenFiles(long seed) {
        this.hash = new PathHash(seed);
    }

    synchronized PathHash hash() {
        return hash;
    }

    synchronized int size() {
        return size;
    }

    /** Begins a listing. */
    synchronized void begin() {
        listingIsVoid = false;
    }

    /** Tells whether a path was taken, and remembers that the listing on its way has met it. */
    synchronized boolean meet(long path) {
        int at = find(path);
        if (at >= 0) {
            marks[at] |= SEEN;
        }
        return at >= 0;
    }

    /** Compares a file with what was taken under its path. */
    synchronized Known look(long path, long stamp) {
        int at = find(path);
        if (at < 0) {
            return Known.NEW;
        }
        return stamps[at] == stamp ? Known.TAKEN : Known.CHANGED;
    }

    /** Remembers a file; one of the same path is replaced. */
    synchronized void take(long path, long stamp, boolean inFlight) {
        int at = find(path);
        if (at < 0) {
            if ((size + 1) * 4L > paths.length * 3L) {
                rebuild(paths.length * 2);
            }
            at = free(path);
            size++;
        }
        paths[at] = path;
        stamps[at] = stamp;
        marks[at] = (byte) (SEEN | (inFlight ? IN_FLIGHT : 0));
    }

    /** Takes over how a file looks that was taken before. */
    synchronized void accept(long path, long stamp) {
        int at = find(path);
        if (at >= 0) {
            stamps[at] = stamp;
        }
    }

    /** Is told that the batch of a file is complete. */
    synchronized void completed(long path) {
        int at = find(path);
        if (at >= 0) {
            marks[at] &= ~IN_FLIGHT;
        }
    }

    /** Is told that a file was taken away by us: what comes under its name is a new one. */
    synchronized void forget(long path, long stamp) {
        int at = find(path);
        if (at >= 0 && stamps[at] == stamp) {
            remove(at);
            size--;
        }
    }

    /** Ends a listing that met everything; forgets what neither it nor the one before has met. */
    synchronized void end() {
        if (listingIsVoid) {
            return;
        }
        int gone = 0;
        for (int i = 0; i < paths.length; i++) {
            if (paths[i] != 0) {
                gone += age(i) ? 1 : 0;
            }
        }
        if (gone > 0) {
            size -= gone;
            rebuild(paths.length > SMALLEST && size * 4L < paths.length ? paths.length / 2 : paths.length);
        }
    }

    synchronized FileMemory memory() {
        ByteBuffer files = ByteBuffer.allocate(size * 2 * Long.BYTES);
        for (int i = 0; i < paths.length; i++) {
            if (paths[i] != 0) {
                files.putLong(paths[i]).putLong(stamps[i]);
            }
        }
        return new FileMemory(hash.seed(), files.array());
    }

    /** Forgets everything and takes over a memory. */
    synchronized void restore(FileMemory memory) {
        ByteBuffer files = ByteBuffer.wrap(memory.files());
        hash = new PathHash(memory.seed());
        paths = new long[SMALLEST];
        stamps = new long[SMALLEST];
        marks = new byte[SMALLEST];
        size = 0;
        listingIsVoid = true;
        while (files.remaining() >= 2 * Long.BYTES) {
            take(files.getLong(), files.getLong(), false);
        }
    }

    /** Notes for a file what the listing that ends has seen of it; true if it is to be forgotten. */
    private boolean age(int at) {
        byte mark = marks[at];
        boolean absent = (mark & SEEN) == 0;
        if (absent && (mark & MISSED) != 0 && (mark & IN_FLIGHT) == 0) {
            paths[at] = 0;
            return true;
        }
        marks[at] = (byte) ((mark & IN_FLIGHT) | (absent ? MISSED : 0));
        return false;
    }

    /** Closes the gap: what stands behind it must still be found from where it belongs. */
    private void remove(int at) {
        int mask = paths.length - 1;
        int gap = at;
        for (int next = (at + 1) & mask; paths[next] != 0; next = (next + 1) & mask) {
            int belongs = (int) paths[next] & mask;
            if (((next - belongs) & mask) >= ((next - gap) & mask)) {
                paths[gap] = paths[next];
                stamps[gap] = stamps[next];
                marks[gap] = marks[next];
                gap = next;
            }
        }
        paths[gap] = 0;
    }

    private int find(long path) {
        int mask = paths.length - 1;
        int at = (int) path & mask;
        while (paths[at] != 0) {
            if (paths[at] == path) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    private int free(long path) {
        int mask = paths.length - 1;
        int at = (int) path & mask;
        while (paths[at] != 0) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void rebuild(int capacity) {
        long[] oldPaths = paths;
        long[] oldStamps = stamps;
        byte[] oldMarks = marks;
        paths = new long[capacity];
        stamps = new long[capacity];
        marks = new byte[capacity];
        for (int i = 0; i < oldPaths.length; i++) {
            if (oldPaths[i] != 0) {
                int at = free(oldPaths[i]);
                paths[at] = oldPaths[i];
                stamps[at] = oldStamps[i];
                marks[at] = oldMarks[i];
            }
        }
    }
}
