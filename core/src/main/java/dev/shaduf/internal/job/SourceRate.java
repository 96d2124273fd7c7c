// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Duration;

/** How much a source may give to a batch: records, or bytes as long as it has not told how many records a range has. */
final class SourceRate {
    private final RateControl records;
    private final RateControl bytes;
    private final Duration interval;
    private final int tasks;
    private volatile boolean countsRecords;

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

    ReadLimit limit() {
        return new ReadLimit(perBatch(records), countsRecords ? Long.MAX_VALUE : perBatch(bytes));
    }

    private long perBatch(RateControl control) {
        return Math.max(1, (long) Math.min(Long.MAX_VALUE, control.rate() * interval.milliseconds() / 1_000));
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
