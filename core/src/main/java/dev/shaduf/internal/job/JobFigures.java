// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts batches and keeps the last ones. Safe for use by many threads. */
final class JobFigures {
    private static final int RATE_BATCHES = 10;

    private final int retained;
    private final long intervalMillis;
    private final Deque<BatchInfo> batches = new ArrayDeque<>();
    private long completed;
    private long failed;
    private long retries;
    private long records;
    private long gaps;
    private long passedOver;

    JobFigures(int retained, Duration interval) {
        this.retained = retained;
        this.intervalMillis = interval.milliseconds();
    }

    synchronized void completed(BatchInfo batch) {
        completed++;
        retries += batch.attempt() - 1;
        records += batch.numRecords();
        keep(batch);
    }

    synchronized void failed(BatchInfo batch) {
        failed++;
        retries += batch.attempt() - 1;
        keep(batch);
    }

    synchronized void gap(long times) {
        gaps++;
        passedOver += times;
    }

    synchronized Counts counts() {
        return new Counts(completed, failed, retries, records, recordsPerSecond(), gaps, passedOver);
    }

    /** Returns the last batches that ended, oldest first. */
    synchronized List<BatchInfo> batches() {
        return new ArrayList<>(batches);
    }

    synchronized @Nullable BatchInfo last() {
        return batches.peekLast();
    }

    DelayStatus delay(ToLongFunction<BatchInfo> kind) {
        List<BatchInfo> all = batches();
        if (all.isEmpty()) {
            return DelayStatus.NONE;
        }
        long[] sorted = all.stream().mapToLong(kind).sorted().toArray();
        long last = kind.applyAsLong(all.get(all.size() - 1));
        return new DelayStatus(last, at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100));
    }

    private void keep(BatchInfo batch) {
        if (batches.size() == retained) {
            batches.removeFirst();
        }
        batches.addLast(batch);
    }

    private double recordsPerSecond() {
        if (batches.isEmpty()) {
            return 0;
        }
        long newest = batches.getLast().batchTime().milliseconds();
        long oldest = newest;
        long sum = 0;
        int seen = 0;
        for (var i = batches.descendingIterator(); i.hasNext() && seen < RATE_BATCHES; seen++) {
            BatchInfo batch = i.next();
            oldest = batch.batchTime().milliseconds();
            sum += batch.numRecords();
        }
        return sum * 1_000.0 / (newest - oldest + intervalMillis);
    }

    private static long at(long[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    /** The counts at one moment. */
    record Counts(
            long completed,
            long failed,
            long retries,
            long records,
            double recordsPerSecond,
            long gaps,
            long passedOver) {}
}
