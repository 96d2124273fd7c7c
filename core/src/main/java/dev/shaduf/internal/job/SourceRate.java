// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Duration;
import java.util.Optional;

/** How much a source may give to a batch: records, or bytes as long as it has not told how many records a range has. */
final class SourceRate {
    private final RateControl records;
    private final RateControl bytes;
    private final Duration interval;
    private final int tasks;
    private volatile boolean countsRecords;
    /** Parts of records that the rate has allowed and no range has held; used by the thread that plans. */
    private double due;

    /** Takes how many tasks run at a time: more lanes than that are not processed any faster. */
    SourceRate(RateControl records, RateControl bytes, Duration interval, int tasks) {
        this.records = records;
        this.bytes = bytes;
        this.interval = interval;
        this.tasks = tasks;
    }

    static SourceRate of(StreamingConf conf, Duration interval, int tasks) {
        return new SourceRate(RateControl.of(conf, interval), RateControl.ofBytes(conf, interval), interval, tasks);
    }

    /** Says how many lanes the source has when it begins. */
    void begin(int lanes) {
        records.lanes(Math.max(1, Math.min(lanes, tasks)));
    }

    /** Returns the present limit in records per second. */
    double recordsPerSecond() {
        return records.rate();
    }

    /** Returns what the range of the next batch may hold; empty where the rate allows less than a record so far. */
    Optional<ReadLimit> next() {
        due += perBatch(records);
        long whole = (long) due;
        if (whole < 1 && countsRecords) {
            return Optional.empty();
        }
        whole = Math.max(1, whole);
        due = whole == Long.MAX_VALUE ? 0 : Math.max(-1, due - whole);
        return Optional.of(new ReadLimit(whole, countsRecords ? Long.MAX_VALUE : Math.max(1, (long) perBatch(bytes))));
    }

    /** Is told that the source had nothing: the record that was due is still, once. */
    void nothing() {
        due = Math.max(due, 1 - perBatch(records));
    }

    private double perBatch(RateControl control) {
        return control.rate() * interval.milliseconds() / 1_000;
    }

    void planned(SourceRange range) {
        countsRecords |= range.records() >= 0;
    }

    /** Learns from a completed batch. */
    void completed(InputPlan plan, BatchTiming timing) {
        if (plan.records() >= 0) {
            learn(records, plan.records(), timing);
        } else if (plan instanceof InputPlan.Range planned) {
            learn(bytes, planned.range().bytes(), timing);
        }
    }

    private static void learn(RateControl control, long amount, BatchTiming timing) {
        control.completed(timing.completedNanos(), amount, timing.processingNanos(), timing.schedulingNanos());
    }
}
