// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A log to which many threads append. A record's address is a number that grows along the log; it is good for as long as the
 * record is there, also in later processes.
 *
 * <p>Durability is by groups: the first thread that waits in {@link #sync} writes and syncs for all records appended so far,
 * while the next group gathers. When that fails, every record that was not durable is lost, each thread that waits for one of
 * them is told, and none of them is there after a restart, once something else has been made durable; the segment is given
 * up, and what is appended next goes into a new one. Records that mean something only together must therefore be waited for
 * together, with {@link #sync(long, long)}.
 *
 * <p>Interrupts do not end a wait: it is as long as the disk takes.
 */
public final class Log implements AutoCloseable {
    private final CheckpointStore store;
    private final String name;
    private final int groupBytes;
    private final LogReader reader;
    private final Parts parts;
    private final SegmentWriter writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Lost lost = new Lost();
    private Group gathering = new Group();
    private Group spare = new Group();
    private boolean writing;
    private boolean closed;
    private long end;
    private long durable;

    private Log(CheckpointStore store, String name, LogIdentity identity, LogSettings settings, LogReader reader) {
        this.store = store;
        this.name = name;
        this.reader = reader;
        this.groupBytes = settings.groupBytes();
        this.end = reader.end();
        this.durable = end;
        this.parts = new Parts(reader.chain());
        this.writer = new SegmentWriter(
                store,
                name,
                identity,
                settings.segmentBytes(),
                parts,
                reader.chain().last());
    }

    /**
     * Opens a log, or begins it.
     *
     * @param store a store that has been acquired
     * @param name the log's name in the store, such as {@code journal} or {@code received/socket}
     * @param identity the stream, and the epoch under which the store was acquired
     * @param settings the measures
     * @return the log; what it holds from before is there for {@link #read(LogVisitor)}
     * @throws LogFormatException if the log is of another stream, of a newer format, or was written under a higher epoch
     */
    public static Log open(CheckpointStore store, String name, LogIdentity identity, LogSettings settings)
            throws IOException {
        LogReader reader = LogReader.of(store, name);
        Optional<UUID> stream = reader.stream();
        if (stream.isPresent() && !stream.get().equals(identity.stream())) {
            throw new LogFormatException(
                    "cannot open log '" + name + "' for stream " + identity.stream() + ": it belongs to stream "
                            + stream.get() + "; give each stream a checkpoint directory of its own");
        }
        reader.chain().checkEpoch(identity.epoch());
        return new Log(store, name, identity, settings, reader);
    }

    /** Shows what was in the log when it was opened, and what of it is lost, in the order of addresses. */
    public void read(LogVisitor visitor) throws IOException {
        reader.read(visitor);
    }

    /** Returns what was cut off at its end when it was opened. */
    public Optional<LogTear> tear() {
        return reader.tear();
    }

    /**
     * Reads one record again.
     *
     * @param address its address; the record has been made durable
     * @return its bytes
     * @throws IOException if it is not there, or damaged
     */
    public ByteBuffer read(long address) throws IOException {
        Part part = parts.holding(address)
                .orElseThrow(() -> new IOException("address " + address + " of log '" + name + "' is not there"));
        try (SegmentReader at = part.open(store, address, part.end())) {
            Piece piece = at.next();
            if (piece instanceof Piece.Content content) {
                return content.bytes();
            }
            throw new IOException("cannot read address " + address + " of log '" + name + "' in " + part.name() + ": "
                    + (piece instanceof Piece.Fault fault ? fault.flaw() : "there is no record"));
        }
    }

    /**
     * Appends a record. It is durable when {@link #sync} returns for its address. Waits for the disk only when more waits to
     * be written than the settings allow.
     *
     * @param record the parts that make up the record, from position to limit; their bytes must not change until it is durable
     * @return its address
     */
    public long append(ByteBuffer... record) {
        Frame frame = new Frame(length(record), false, Frame.checksum(record));
        lock.lock();
        try {
            awaitRoom();
            return add(frame, record);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends a record that means something only behind others: where it is there, so are they.
     *
     * @param first the address of the first of these
     * @param record as for {@link #append}
     * @return its address
     * @throws IOException if something from the first on is lost; the record is not appended
     */
    public long appendBehind(long first, ByteBuffer... record) throws IOException {
        Frame frame = new Frame(length(record), false, Frame.checksum(record));
        lock.lock();
        try {
            awaitRoom();
            lost.check(name, first, end);
            return add(frame, record);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        checkOpen();
        while (gathering.bytes() >= groupBytes) {
            if (writing) {
                written.awaitUninterruptibly();
            } else {
                write(false);
            }
            checkOpen();
        }
    }

    private long add(Frame frame, ByteBuffer... record) {
        if (gathering.isEmpty()) {
            gathering.begin(end, durable);
            end += gathering.bytes();
        }
        long address = end;
        gathering.add(frame, record);
        end += Frame.BYTES + frame.length();
        return address;
    }

    /**
     * Returns when a record, and all before it that are not lost, are durable.
     *
     * @param address its address
     * @throws IOException if it is lost
     */
    public void sync(long address) throws IOException {
        sync(address, address);
    }

    /**
     * Returns when all records of a range are durable.
     *
     * @param first the address of the first
     * @param last the address of the last
     * @throws IOException if one of them is lost
     */
    public void sync(long first, long last) throws IOException {
        lock.lock();
        try {
            if (last >= end) {
                throw new IllegalArgumentException(
                        "address " + last + " of log '" + name + "' was never given; the log ends at " + end);
            }
            lost.check(name, first, last);
            while (last >= durable) {
                if (writing) {
                    written.awaitUninterruptibly();
                } else {
                    write(true);
                }
                lost.check(name, first, last);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes the segments that lie wholly before an address. That nothing before it is needed must be durable already.
     *
     * @param address the address; what is at or after it stays
     * @throws IOException if a segment cannot be deleted; the next call tries again
     */
    public void truncateBefore(long address) throws IOException {
        for (SegmentName old : parts.before(address)) {
            store.delete(old.toString());
            parts.deleted(old);
        }
        lock.lock();
        try {
            lost.forget(address);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the first address that may be there. */
    public long first() {
        return parts.first(end());
    }

    /** Returns the first address after what was appended. */
    public long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Makes durable what was appended, and ends writing. Idempotent. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            while (writing) {
                written.awaitUninterruptibly();
            }
            seal();
        } finally {
            lock.unlock();
        }
    }

    /** The last mark says that all before it was durable, so that damage there can be told from a torn tail. */
    private void seal() throws IOException {
        long first = durable;
        try {
            if (durable < end) {
                write(true);
            }
            if (writer.isOpen()) {
                gathering.begin(end, durable);
                end += gathering.bytes();
                write(true);
            }
            lost.check(name, first, end - 1);
        } finally {
            writer.close();
        }
    }

    /** Writes what has gathered, with the lock let go. Who waits for what a failure loses finds it among the lost. */
    private void write(boolean sync) {
        Group group = gathering;
        gathering = spare;
        spare = group;
        long groupEnd = end;
        writing = true;
        lock.unlock();
        Throwable failure = null;
        try {
            writer.write(group, groupEnd, sync);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        lock.lock();
        writing = false;
        group.clear();
        if (failure != null) {
            lost.add(Math.max(durable, writer.durable()), end, failure);
            gathering.clear();
            durable = end;
        } else if (sync) {
            durable = groupEnd;
        }
        written.signalAll();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("log '" + name + "' is closed");
        }
    }

    private static int length(ByteBuffer... record) {
        long length = 0;
        for (ByteBuffer part : record) {
            length += part.remaining();
        }
        if (length > Frame.MOST) {
            throw new IllegalArgumentException(
                    "a record of " + length + " bytes is too large for a log; up to " + Frame.MOST + " are allowed");
        }
        return (int) length;
    }
}
