// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.log.Log;
import dev.shaduf.spi.FencedException;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Appends records to the log, and keeps those that are not durable: when the disk fails, the log has lost them all, and they
 * are appended again in their order. So a record may stand in the log twice. Safe for use by many threads.
 */
final class JournalWriter {
    /** A record on its way to the disk. */
    static final class Entry {
        private static final long NOWHERE = -1;

        private final ByteBuffer[] record;
        private volatile long address = NOWHERE;
        private volatile boolean durable;

        private Entry(ByteBuffer... record) {
            this.record = record;
        }

        boolean isDurable() {
            return durable;
        }

        /** Returns where the record stands, once it is durable. */
        long address() {
            return address;
        }

        private long bytes() {
            return Stream.of(record).mapToLong(ByteBuffer::remaining).sum();
        }
    }

    /** Where a record stands that is being made durable. */
    private record Place(Entry entry, long address) {}

    private final Log log;
    private final Duration patience;
    private final Deque<Entry> pending = new ArrayDeque<>();
    private long round;
    private long bytes;
    private volatile boolean closed;

    JournalWriter(Log log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    /** Appends a record, whose bytes must not change any more. An error of the disk is left to {@link #sync}. */
    synchronized Entry append(ByteBuffer... record) throws FencedException {
        Entry entry = new Entry(record);
        bytes += entry.bytes();
        pending.addLast(entry);
        try {
            put(entry);
        } catch (FencedException e) {
            throw e;
        } catch (IOException e) {
            entry.address = Entry.NOWHERE;
        }
        return entry;
    }

    /** Returns the bytes appended so far. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * Returns when a record, and all before it, are durable. An interrupt does not end the wait, and is kept.
     *
     * @throws FencedException if another process has taken over
     * @throws IOException if the disk has refused for longer than patience lasts, or the writer was closed meanwhile
     */
    void sync(Entry last) throws IOException {
        DiskPatience waiting = new DiskPatience(patience);
        while (!last.durable) {
            if (closed) {
                throw new IOException("the journal was closed before what was written last was durable");
            }
            long seen = round();
            try {
                syncOnce(last);
            } catch (FencedException e) {
                throw e;
            } catch (IOException e) {
                waiting.pause(e);
                again(seen);
            }
        }
    }

    /** Has those who wait for the disk give up. */
    void close() {
        closed = true;
    }

    private void syncOnce(Entry last) throws IOException {
        List<Place> places = placesUpTo(last);
        if (!places.isEmpty()) {
            log.sync(places.get(0).address(), places.get(places.size() - 1).address());
            settle(places);
        }
    }

    /** Returns what is not durable up to a record. */
    private synchronized List<Place> placesUpTo(Entry last) throws IOException {
        if (last.durable) {
            return List.of();
        }
        if (pending.stream().anyMatch(entry -> entry.address == Entry.NOWHERE)) {
            throw new IOException("records before it could not be written");
        }
        List<Place> places = new ArrayList<>();
        for (Entry entry : pending) {
            places.add(new Place(entry, entry.address));
            if (entry == last) {
                break;
            }
        }
        return places;
    }

    /** Meanwhile another thread may have appended the records again: durable are they where they were. */
    private synchronized void settle(List<Place> places) {
        for (Place place : places) {
            Entry entry = place.entry();
            if (!entry.durable) {
                pending.removeFirst();
                entry.address = place.address();
                entry.durable = true;
            }
        }
    }

    private synchronized long round() {
        return round;
    }

    /** Appends everything again that is not durable, unless another thread has done so since. */
    private synchronized void again(long seen) throws FencedException {
        if (round != seen) {
            return;
        }
        round++;
        pending.forEach(entry -> entry.address = Entry.NOWHERE);
        try {
            for (Entry entry : pending) {
                put(entry);
            }
        } catch (FencedException e) {
            throw e;
        } catch (IOException e) {
            // The next sync finds records that stand nowhere, and waits again.
            round--;
        }
    }

    /** Behind a record that is lost nothing is appended before that is: the log is a beginning of what was written. */
    private void put(Entry entry) throws IOException {
        ByteBuffer[] record = Stream.of(entry.record).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
        Entry first = pending.getFirst();
        if (entry != first && first.address == Entry.NOWHERE) {
            throw new IOException("records before it could not be written");
        }
        entry.address = entry == first ? log.append(record) : log.appendBehind(first.address, record);
    }
}
