// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.FencedException;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the states are written whole, has it done in the background, one at a time, and keeps two. The steps, each
 * after the one before: the journal has grown; the memories of sources are taken with the next plan; the next batch that
 * completes is the one whose states are written.
 */
final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    /** When one more is whole, the oldest is deleted. */
    static final int KEPT = 2;

    /** What is done in the background. */
    interface Work {
        void run() throws Exception;
    }

    private enum Phase {
        WAITING,
        WANTS_MEMORIES,
        READY,
        WRITING,
        CLOSED
    }

    private final CheckpointStore store;
    private final JournalOptions options;
    private final Deque<JournalRecord.Snapshot> kept;
    private Phase phase = Phase.WAITING;
    private long bytesBefore;
    private @Nullable Time timeBefore;
    private @Nullable Time pin;
    private @Nullable Thread thread;

    /**
     * Goes on from what earlier runs left.
     *
     * @param kept the whole snapshots, oldest first
     * @param bytesSince what the journal has grown by since the last of them
     * @param since the time of that one, or when the stream began; {@code null} if it begins now
     */
    Snapshots(
            CheckpointStore store,
            List<JournalRecord.Snapshot> kept,
            long bytesSince,
            @Nullable Time since,
            JournalOptions options) {
        this.store = store;
        this.options = options;
        this.kept = new ArrayDeque<>(kept);
        this.bytesBefore = -bytesSince;
        this.timeBefore = since;
    }

    /** Tells, after a batch, whether a snapshot of its states is to be written. */
    synchronized boolean isDue(long journalBytes, Time time) {
        Time before = timeBefore;
        if (before == null) {
            timeBefore = time;
        }
        if (phase == Phase.WAITING && hasGrown(journalBytes, time)) {
            phase = Phase.WANTS_MEMORIES;
        }
        return phase == Phase.READY;
    }

    private boolean hasGrown(long journalBytes, Time time) {
        JournalRecord.Snapshot last = kept.peekLast();
        long least = Math.max(options.snapshotBytes(), last == null ? 0 : last.bytes());
        Time before = timeBefore;
        boolean old = options.snapshotInterval() != null
                && before != null
                && !time.minus(before).less(options.snapshotInterval());
        return journalBytes - bytesBefore >= least || old;
    }

    synchronized boolean wantsMemories() {
        return phase == Phase.WANTS_MEMORIES;
    }

    synchronized void memoriesTaken() {
        if (phase == Phase.WANTS_MEMORIES) {
            phase = Phase.READY;
        }
    }

    /** Begins the work for a batch; its states are pinned until it ends. */
    synchronized void start(BatchPlan plan, long journalBytes, Work work) {
        phase = Phase.WRITING;
        bytesBefore = journalBytes;
        timeBefore = plan.time();
        pin = plan.time();
        thread = new Thread(() -> run(plan, work), options.threadPrefix() + "snapshot");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(BatchPlan plan, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            LOG.debug("the snapshot of batch {} was interrupted", plan.id());
        } catch (Throwable e) {
            if (isClosed()) {
                LOG.debug("the snapshot of batch {} was given up", plan.id(), e);
                return;
            }
            LOG.warn(
                    "the snapshot of batch {} could not be written; the journal grows until the next one is whole",
                    plan.id(),
                    e);
        } finally {
            synchronized (this) {
                pin = null;
                phase = phase == Phase.CLOSED ? phase : Phase.WAITING;
            }
        }
    }

    private synchronized boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Writes the states as of a batch. */
    JournalRecord.Snapshot write(BatchPlan plan, Engine engine, Callable<Long> base) throws Exception {
        String suffix = "/" + plan.id().number() + "-" + Long.toHexString(System.nanoTime());
        try {
            List<StateSegment> segments = engine.snapshot(
                    plan.id().stream(),
                    plan.time(),
                    store,
                    (uid, partition) -> "state/" + uid + "/" + partition + suffix);
            return new JournalRecord.Snapshot(plan.id().number(), plan.time(), base.call(), segments);
        } catch (Exception | Error e) {
            discard(suffix, e);
            throw e;
        }
    }

    /** Deletes what there is of a snapshot that does not become whole: the disk may be full of it. */
    private void discard(String suffix, Throwable failure) {
        try {
            for (CheckpointStore.SegmentInfo segment : store.list("state/")) {
                if (segment.name().endsWith(suffix)) {
                    delete(segment.name());
                }
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Keeps a snapshot, deletes those that are too many, and returns where the journal has to begin. */
    long keep(JournalRecord.Snapshot whole) throws IOException {
        List<JournalRecord.Snapshot> old = new ArrayList<>();
        long address;
        synchronized (this) {
            kept.addLast(whole);
            while (kept.size() > KEPT) {
                old.add(kept.removeFirst());
            }
            address = kept.size() < KEPT ? 0 : kept.getFirst().address();
        }
        for (JournalRecord.Snapshot snapshot : old) {
            for (StateSegment segment : snapshot.segments()) {
                delete(segment.name());
            }
        }
        return address;
    }

    /** Forgets snapshots that turned out to be damaged. */
    synchronized void discardAfter(long number) {
        kept.removeIf(snapshot -> snapshot.number() > number);
    }

    /** Deletes what snapshots left that never became whole. */
    void deleteOrphans() throws IOException {
        Set<String> needed = kept().stream()
                .flatMap(snapshot -> snapshot.segments().stream())
                .map(StateSegment::name)
                .collect(Collectors.toSet());
        for (CheckpointStore.SegmentInfo segment : store.list("state/")) {
            if (!needed.contains(segment.name())) {
                delete(segment.name());
            }
        }
    }

    /** What cannot be deleted takes space, and nothing else: the next start tries again. */
    private void delete(String segment) throws FencedException {
        try {
            store.delete(segment);
        } catch (FencedException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", segment, e.toString());
        }
    }

    synchronized List<JournalRecord.Snapshot> kept() {
        return List.copyOf(kept);
    }

    synchronized Time pinned(Time oldest) {
        Time pinned = pin;
        return pinned == null ? oldest : oldest.min(pinned);
    }

    void close() {
        Thread last;
        synchronized (this) {
            phase = Phase.CLOSED;
            last = thread;
        }
        if (last != null) {
            last.interrupt();
            join(last);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
