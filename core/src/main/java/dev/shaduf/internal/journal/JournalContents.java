// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.internal.log.LogVisitor;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a journal holds, gathered record by record, from its beginning or from any {@link JournalRecord.Base}. */
final class JournalContents implements LogVisitor {
    private final UUID stream;
    private final JournalFormat format;
    private final List<Program> programs = new ArrayList<>();
    private final NavigableMap<Long, BatchPlan> plans = new TreeMap<>();
    private final Map<Long, Integer> plannedUnder = new HashMap<>();
    private final SourceLog sources = new SourceLog();
    private final List<JournalRecord.Snapshot> snapshots = new ArrayList<>();
    private final NavigableMap<Long, List<Long>> changes = new TreeMap<>();
    private final Damages damages = new Damages();
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private final Map<Long, String> failures = new TreeMap<>();
    private final SkipList skips = new SkipList();
    private Time lastTime = new Time(0);
    private Time completedTime = new Time(0);
    private long lastPlanned;
    private long completed;
    private boolean hasFirstBatch;
    private long told;

    JournalContents(UUID stream, JournalFormat format) {
        this.stream = stream;
        this.format = format;
    }

    @Override
    public void damage(LogDamage damage) {
        damages.found(damage, completed);
    }

    @Override
    public void record(long address, ByteBuffer bytes) {
        JournalRecord record = format.read(bytes);
        if (record instanceof Program program) {
            program(program);
        } else if (record instanceof JournalRecord.Planned planned) {
            plan(planned.plan());
        } else if (record instanceof JournalRecord.PlannedEmpty empty) {
            PassedOver times = new PassedOver(
                    new BatchId(stream, empty.number()), empty.from(), empty.count(), empty.step(), empty.layout());
            for (long i = 0; i < times.count(); i++) {
                plan(times.plan(i));
            }
        } else if (record instanceof JournalRecord.Changes part) {
            changes(part, address);
        } else if (record instanceof JournalRecord.Completed end) {
            completed(end);
        } else if (record instanceof JournalRecord.Failed failed) {
            failures.put(failed.number(), failed.error());
        } else if (record instanceof JournalRecord.Skipped skipped) {
            skips.add(skipped.skip());
        } else if (record instanceof JournalRecord.Settled settled) {
            skips.settle(settled.number(), settled.outputs());
        } else if (record instanceof JournalRecord.Accepted accepted) {
            damages.accepted(accepted);
            lastPlanned = Math.max(lastPlanned, accepted.planned());
        } else if (record instanceof JournalRecord.Snapshot snapshot) {
            snapshot(snapshot);
        } else if (record instanceof JournalRecord.Sources known) {
            sources.reset(known.sources());
        } else if (record instanceof JournalRecord.Base base) {
            base(base);
        }
    }

    private void program(Program program) {
        programs.add(program);
        program.dropped().forEach(uid -> dropped.put(uid, completed));
        if (lastTime.before(program.zero())) {
            lastTime = program.zero();
            completedTime = completedTime.max(program.zero());
        }
    }

    /** A plan that is there twice was written again after the disk had failed. */
    private void plan(BatchPlan plan) {
        long number = plan.id().number();
        hasFirstBatch |= number == 1;
        if (number > lastPlanned) {
            plans.put(number, plan);
            plannedUnder.put(number, Math.max(0, programs.size() - 1));
            lastPlanned = number;
            lastTime = plan.time();
            sources.planned(plan);
        }
    }

    private void changes(JournalRecord.Changes part, long address) {
        List<Long> parts = changes.computeIfAbsent(part.number(), number -> new ArrayList<>());
        if (part.chunk() == 0) {
            parts.clear();
        }
        if (part.chunk() == parts.size()) {
            parts.add(address);
        }
    }

    private void completed(JournalRecord.Completed end) {
        completed = Math.max(completed, end.number());
        completedTime = completedTime.max(end.time());
        told = Math.max(told, end.told());
        failures.remove(end.number());
        int parts = changes.getOrDefault(end.number(), List.of()).size();
        if (parts != end.chunks()) {
            damages.found(
                    new LogDamage(
                            "journal",
                            0,
                            0,
                            0,
                            "batch " + end.number() + " was completed with " + end.chunks()
                                    + " parts of changes, of which " + parts + " are there"),
                    end.number() - 1);
        }
    }

    private void snapshot(JournalRecord.Snapshot snapshot) {
        if (damages.isHealedBy(snapshot)) {
            damages.healedBy(snapshot);
            hasFirstBatch = false;
        }
        snapshots.removeIf(known -> known.number() == snapshot.number());
        snapshots.add(snapshot);
        if (snapshots.size() > Snapshots.KEPT) {
            snapshots.remove(0);
        }
    }

    /** Everything that a base says stands before it as well, unless that was deleted. */
    private void base(JournalRecord.Base base) {
        programs.clear();
        programs.add(base.program());
        plans.clear();
        plannedUnder.clear();
        base.plans().forEach(plan -> plans.put(plan.id().number(), plan));
        sources.reset(base.sources());
        lastPlanned = base.lastPlanned();
        lastTime = base.lastTime();
        completed = base.number();
        completedTime = base.time();
        snapshots.clear();
        snapshots.addAll(base.snapshots());
        skips.reset(base.skips());
        dropped.clear();
        dropped.putAll(base.dropped());
    }

    /** Returns what was skipped in batches that completed. */
    SkipList skips() {
        skips.completedUpTo(completed);
        return skips;
    }

    /** Tells whether the states can be made from empty ones on: because nothing has been deleted, or all before is lost. */
    boolean isFromTheBeginning() {
        return hasFirstBatch || lastPlanned == 0 || damages.isFromNothing();
    }

    /** Returns the number of the last batch planned, or one after it if that cannot be known. */
    long lastPlanned() {
        return damages.unused(lastPlanned);
    }

    SourceLog sources() {
        return sources;
    }

    Map<String, Long> dropped() {
        return dropped;
    }

    /** Lists the whole snapshots that nothing is missing before, oldest first. */
    List<JournalRecord.Snapshot> snapshots() {
        return snapshots.stream().filter(damages::isUsable).toList();
    }

    /** Lists where the changes of completed batches stand, after a batch, in order. */
    List<Long> changesAfter(long number) {
        return changes.subMap(number, false, Math.max(number, completed), true).entrySet().stream()
                .filter(batch -> !damages.isVoid(batch.getKey()))
                .flatMap(batch -> batch.getValue().stream())
                .toList();
    }

    Map<Long, String> failures() {
        return failures;
    }

    Recovered recovered() {
        return new Recovered(
                lastProgram(),
                lastTime,
                completed,
                completedTime,
                told,
                List.copyOf(plans.headMap(completed, true).values()),
                plans.tailMap(completed, false).values().stream()
                        .map(this::open)
                        .toList(),
                sources.all(),
                damages.open(),
                damages.lastWhole(completed),
                lastPlanned);
    }

    private @Nullable Program lastProgram() {
        return programs.isEmpty() ? null : programs.get(programs.size() - 1);
    }

    private Recovered.OpenBatch open(BatchPlan plan) {
        int since = plannedUnder.getOrDefault(plan.id().number(), 0);
        return new Recovered.OpenBatch(plan, List.copyOf(programs.subList(since, programs.size())));
    }
}
