// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.time.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when states are written whole, writes them on a thread of its own, and keeps two. One is due when the changes since
 * the last weigh as much as it did, so that over time what is written for snapshots is no more than what is written for changes,
 * and a restart reads at most about twice the table. Safe for use by many threads.
 */
public final class Snapshots implements AutoCloseable {
    /** How many whole snapshots are kept: one more than is needed, should the newest turn out to be damaged. */
    public static final int KEPT = 2;

    /**
     * A whole snapshot.
     *
     * @param time the time of the batch as of which
     * @param segments its segments
     */
    public record Snapshot(Time time, List<StateSegment> segments) {
        /**
         * Returns its size.
         *
         * @return the bytes of all segments
         */
        public long bytes() {
            return segments.stream().mapToLong(StateSegment::bytes).sum();
        }
    }

    /** What a snapshot needs of its owner. Called on the thread of the snapshots. */
    public interface Owner {
        /**
         * Writes a snapshot.
         *
         * @param time the time of the batch as of which
         * @return the durable segments
         * @throws Exception if that failed
         */
        List<StateSegment> write(Time time) throws Exception;

        /**
         * Makes known that a snapshot is whole: first durably that it is there, then those that it supersedes may be deleted.
         *
         * @param snapshot the snapshot
         * @param superseded those no longer kept, oldest first
         * @throws Exception if it could not be made known: the snapshot does not count then
         */
        void taken(Snapshot snapshot, List<Snapshot> superseded) throws Exception;

        /**
         * Hears that a snapshot failed. Another is tried when changes have grown further.
         *
         * @param time the time of the batch as of which
         * @param cause why
         */
        void failed(Time time, Exception cause);
    }

    private final Owner owner;
    private final long smallest;
    private final Deque<Snapshot> kept = new ArrayDeque<>();
    /** Bytes of changes after the newest snapshot, or after the batch of the one that is being written. */
    private long changed;

    private long due;
    private @Nullable Time writing;
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * Creates a schedule without snapshots.
     *
     * @param owner writes them
     * @param smallest the bytes of changes below which none is taken
     */
    public Snapshots(Owner owner, long smallest) {
        this.owner = owner;
        this.smallest = smallest;
        this.due = smallest;
    }

    /**
     * Tells what a restart found.
     *
     * @param whole the whole snapshots, oldest first
     * @param changedSince the bytes of changes after the newest
     */
    public synchronized void found(List<Snapshot> whole, long changedSince) {
        kept.addAll(whole);
        changed = changedSince;
        due = Math.max(smallest, kept.isEmpty() ? 0 : kept.getLast().bytes());
    }

    /**
     * Tells that a batch has completed, on the thread that publishes batches, before older versions are let go of. Begins a
     * snapshot as of this batch if one is due.
     *
     * @param time the time of the batch
     * @param bytes what its changes take in the journal
     * @param asked whether one is wanted whatever has changed, for the journal has become long
     */
    public synchronized void completed(Time time, long bytes, boolean asked) {
        changed += bytes;
        if (writing == null && !closed && (changed >= due || asked)) {
            writing = time;
            long before = changed;
            changed = 0;
            Thread started = new Thread(() -> write(time, before), "shaduf-state-snapshot");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    /**
     * Returns the oldest time of which versions have to be retained.
     *
     * @param oldest the oldest time that others need
     * @return that, or the time of the snapshot that is being written
     */
    public synchronized Time retained(Time oldest) {
        return writing == null ? oldest : writing.min(oldest);
    }

    /**
     * Returns the whole snapshots.
     *
     * @return at most two, oldest first
     */
    public synchronized List<Snapshot> kept() {
        return List.copyOf(kept);
    }

    /** Gives up the snapshot that is being written and waits for its end. Idempotent. */
    @Override
    public void close() throws InterruptedException {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    private void write(Time time, long before) {
        try {
            Snapshot snapshot = new Snapshot(time, owner.write(time));
            owner.taken(snapshot, superseded());
            succeeded(snapshot);
        } catch (Exception e) {
            failed(before);
            owner.failed(time, e);
        }
    }

    private synchronized List<Snapshot> superseded() {
        List<Snapshot> all = new ArrayList<>(kept);
        return all.subList(0, Math.max(0, all.size() - KEPT + 1));
    }

    private synchronized void succeeded(Snapshot snapshot) {
        kept.add(snapshot);
        while (kept.size() > KEPT) {
            kept.removeFirst();
        }
        due = Math.max(smallest, snapshot.bytes());
        end();
    }

    private synchronized void failed(long before) {
        changed += before;
        due = changed + smallest;
        end();
    }

    private void end() {
        writing = null;
        thread = null;
    }
}
