// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes wrong in a {@link FaultyCheckpointStore}, and when: at the next calls of a kind, at random, or when a capacity is
 * used up. Safe for use by many threads.
 */
public final class StorageFaults {
    /** What can fail. */
    public enum Kind {
        /** A segment cannot be created. */
        CREATE,
        /** A part of the bytes is written, then the write fails. */
        SHORT_WRITE,
        /** A sync fails, and nobody knows what is on disk. */
        SYNC,
        /** A segment cannot be deleted. */
        DELETE
    }

    private final Random random;
    private final double probability;
    private final Map<Kind, Integer> next = new EnumMap<>(Kind.class);
    private final AtomicLong injected = new AtomicLong();
    private long syncMillis;
    private long capacity = Long.MAX_VALUE;
    private long used;

    /** Creates faults that do not happen until they are asked for. */
    public StorageFaults() {
        this(0, 0);
    }

    /**
     * Creates faults that happen at random.
     *
     * @param seed of the random numbers
     * @param probability that any one call fails, from 0 to 1
     */
    public StorageFaults(long seed, double probability) {
        this.random = new Random(seed);
        this.probability = probability;
    }

    /**
     * Makes calls fail.
     *
     * @param kind which
     * @param times how many of the next ones
     * @return this
     */
    public synchronized StorageFaults failNext(Kind kind, int times) {
        next.put(kind, times);
        return this;
    }

    /**
     * Makes each sync take longer.
     *
     * @param millis by how much
     * @return this
     */
    public synchronized StorageFaults slowSync(long millis) {
        this.syncMillis = millis;
        return this;
    }

    /**
     * Limits the space: more bytes than that fail with "No space left on device". What was written so far does not count.
     *
     * @param bytes the space, {@code Long.MAX_VALUE} for no limit
     * @return this
     */
    public synchronized StorageFaults capacity(long bytes) {
        this.capacity = bytes;
        this.used = 0;
        return this;
    }

    /**
     * Counts the faults that have happened.
     *
     * @return how many
     */
    public long injected() {
        return injected.get();
    }

    /** Fails, or not. */
    void at(Kind kind, String what) throws IOException {
        if (due(kind)) {
            throw fault("injected fault: cannot " + what + ": Input/output error");
        }
    }

    /** Returns how many of so many bytes can be written. */
    synchronized int writable(int bytes) {
        if (due(Kind.SHORT_WRITE)) {
            return random.nextInt(Math.max(1, bytes));
        }
        int room = (int) Math.min(bytes, Math.max(0, capacity - used));
        used += room;
        return room;
    }

    IOException fault(String message) {
        injected.incrementAndGet();
        return new IOException(message);
    }

    void delaySync() throws IOException {
        long millis;
        synchronized (this) {
            millis = syncMillis;
        }
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean due(Kind kind) {
        int times = next.getOrDefault(kind, 0);
        if (times > 0) {
            next.put(kind, times - 1);
            return true;
        }
        return probability > 0 && random.nextDouble() < probability;
    }
}
