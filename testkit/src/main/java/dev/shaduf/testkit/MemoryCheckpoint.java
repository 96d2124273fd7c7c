// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import dev.shaduf.spi.FencedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A checkpoint directory in memory. It tells what was synced from what was only written, so that a test can take away the
 * power: {@link #crash}. The stores that {@link #open} gives are its users, like processes on a directory; one that acquires
 * it after {@link #abandon} replaces the owner, which finds itself fenced. Safe for use by many threads.
 */
public final class MemoryCheckpoint {
    private final NavigableMap<String, MemorySegment> segments = new TreeMap<>();
    private long epoch;
    private Optional<String> owner = Optional.empty();

    /** Creates an empty directory. */
    public MemoryCheckpoint() {}

    /**
     * Opens the directory.
     *
     * @return a new store on it, not acquired
     */
    public CheckpointStore open() {
        return new MemoryCheckpointStore(this);
    }

    /** Lets the next process acquire the directory, as when its owner is paused and was given up. */
    public synchronized void abandon() {
        owner = Optional.empty();
    }

    /**
     * Kills the owner and takes away the power: of what was not synced, each segment keeps a random part, torn or with bytes
     * of zero in between; segments that were never synced may be gone.
     *
     * @param random decides
     */
    public synchronized void crash(Random random) {
        owner = Optional.empty();
        epoch++;
        segments.values().removeIf(segment -> !segment.survives(random));
    }

    /**
     * Changes one byte.
     *
     * @param segment the segment's name
     * @param offset where
     * @param bits the bits to turn
     */
    public synchronized void flip(String segment, int offset, int bits) {
        segment(segment).flip(offset, bits);
    }

    /**
     * Cuts a segment off.
     *
     * @param segment the segment's name
     * @param length the bytes to keep
     */
    public synchronized void cut(String segment, int length) {
        segment(segment).cut(length);
    }

    /**
     * Removes a segment behind the owner's back.
     *
     * @param segment the segment's name
     */
    public synchronized void remove(String segment) {
        segments.remove(segment);
    }

    synchronized long acquire(String name) throws IOException {
        if (owner.isPresent()) {
            throw new IOException("the directory in memory is in use by " + owner.get());
        }
        owner = Optional.of(name);
        return ++epoch;
    }

    synchronized void release(long of) {
        if (of == epoch) {
            owner = Optional.empty();
        }
    }

    synchronized void check(long by, String attempt) throws IOException {
        if (by == 0) {
            throw new IOException("cannot " + attempt + ": the directory in memory has not been acquired");
        }
        if (by != epoch) {
            throw new FencedException(
                    "cannot " + attempt + " under epoch " + by + ": the directory has epoch " + epoch);
        }
    }

    synchronized MemorySegment create(long by, String name) throws IOException {
        check(by, "create " + name);
        if (segments.containsKey(name)) {
            throw new IOException("cannot create segment " + name + ": there is one of that name");
        }
        MemorySegment segment = new MemorySegment();
        segments.put(name, segment);
        return segment;
    }

    synchronized void append(long by, String name, MemorySegment segment, byte[] bytes) throws IOException {
        check(by, "append to " + name);
        segment.append(bytes);
    }

    synchronized void sync(long by, String name, MemorySegment segment) throws IOException {
        check(by, "sync " + name);
        segment.sync();
    }

    synchronized List<SegmentInfo> list(String prefix) {
        List<SegmentInfo> found = new ArrayList<>();
        segments.tailMap(prefix).forEach((name, segment) -> {
            if (name.startsWith(prefix)) {
                found.add(new SegmentInfo(name, segment.length()));
            }
        });
        return found;
    }

    synchronized InputStream read(String name, long offset) throws IOException {
        MemorySegment segment = segments.get(name);
        if (segment == null) {
            throw new NoSuchFileException(name);
        }
        byte[] bytes = segment.bytes();
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    synchronized void delete(long by, String name) throws IOException {
        check(by, "delete " + name);
        segments.remove(name);
    }

    private MemorySegment segment(String name) {
        MemorySegment segment = segments.get(name);
        if (segment == null) {
            throw new IllegalArgumentException("there is no segment " + name + ", but " + segments.keySet());
        }
        return segment;
    }
}
