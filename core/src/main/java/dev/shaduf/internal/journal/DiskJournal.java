// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a checkpoint directory. Plans wait for the disk; completions are appended and ride with the next plan, or are
 * made durable soon by a thread of this journal. When snapshots are whole, what they replace is deleted.
 */
public final class DiskJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(DiskJournal.class);

    private final CheckpointStore store;
    private final LogIdentity identity;
    private final Log log;
    private final JournalOptions options;
    private final JournalFormat format;
    private final JournalContents contents;
    private final Recovered recovered;
    private final JournalWriter writer;
    private final Plans plans;
    private final SourceLog sources;
    private final SkipList skips;
    private final Snapshots snapshots;
    private final BatchProbe probe;
    private volatile @Nullable Running running;
    private volatile Time changesTaken;
    private volatile long told;
    private final List<Log> logs = new ArrayList<>();

    /** What works from the beginning of a run. */
    private record Running(Program program, Engine engine, Completions completions, Thread thread) {}

    DiskJournal(CheckpointStore store, LogIdentity identity, Log log, JournalOptions options, JournalFormat format)
            throws IOException {
        this.store = store;
        this.identity = identity;
        this.log = log;
        this.options = options;
        this.format = format;
        this.probe = options.probe();
        this.contents = new JournalContents(identity.stream(), format);
        log.read(contents);
        this.recovered = contents.recovered();
        this.writer = new JournalWriter(log, options.patience());
        this.plans = new Plans(identity.stream());
        this.sources = contents.sources();
        this.skips = contents.skips();
        this.snapshots = snapshots(contents.snapshots());
        this.told = recovered.lastTold();
        this.changesTaken = recovered.lastCompletedTime();
        List<BatchPlan> left = new ArrayList<>(recovered.finished());
        recovered.open().forEach(open -> left.add(open.plan()));
        plans.resume(left, contents.lastPlanned(), recovered.lastTime(), recovered.lastCompleted());
    }

    private Snapshots snapshots(List<JournalRecord.Snapshot> kept) {
        JournalRecord.Snapshot last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        Program program = recovered.program();
        Time since = last != null ? last.time() : program == null ? null : program.zero();
        long from = last == null ? log.first() : Math.max(log.first(), last.address());
        return new Snapshots(store, kept, log.end() - from, since, options);
    }

    @Override
    public UUID stream() {
        return identity.stream();
    }

    @Override
    public long epoch() {
        return identity.epoch();
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public Recovered recovered() {
        return recovered;
    }

    @Override
    public Codecs codecs() {
        return format.codecs();
    }

    @Override
    public Optional<Log> log(String name) throws IOException {
        Log opened = Log.open(store, name, identity, LogSettings.DEFAULT);
        logs.add(opened);
        return Optional.of(opened);
    }

    @Override
    public Set<String> logs(String below) throws IOException {
        Set<String> names = new TreeSet<>();
        for (CheckpointStore.SegmentInfo segment : store.list(below)) {
            names.add(segment.name().substring(0, segment.name().lastIndexOf('/')));
        }
        return names;
    }

    @Override
    public void deleteLog(String name) throws IOException {
        for (CheckpointStore.SegmentInfo segment : store.list(name + "/")) {
            store.delete(segment.name());
        }
    }

    @Override
    public void restoreStates(Engine engine, List<String> dropped, Time oldest) throws Exception {
        engine.open(stream(), options.states());
        snapshots.discardAfter(new StateRestore(store, log, format, contents).into(engine, stream(), dropped, oldest));
    }

    @Override
    public void begin(Program program, Engine engine, Consumer<Throwable> failed) throws Exception {
        program.dropped().forEach(uid -> contents.dropped().put(uid, recovered.lastCompleted()));
        if (!recovered.damages().isEmpty()) {
            writer.append(format.write(new JournalRecord.Accepted(
                    recovered.lastWhole(), recovered.lastCompleted(), contents.lastPlanned())));
        }
        writer.sync(writer.append(format.write(program)));
        snapshots.deleteOrphans();
        Completions completions = new Completions(writer, failed);
        Thread thread = new Thread(completions, options.threadPrefix() + "journal");
        thread.setDaemon(true);
        running = new Running(program, engine, completions, thread);
        thread.start();
    }

    @Override
    public synchronized long lastNumber() {
        return plans.lastPlanned();
    }

    @Override
    public void planned(BatchPlan plan) throws Exception {
        probe.at(BatchStep.PLANNING, plan.id());
        sync(append(plan));
        probe.at(BatchStep.PLANNED, plan.id());
    }

    private synchronized JournalWriter.Entry append(BatchPlan plan) throws IOException {
        plans.add(plan);
        sources.planned(plan);
        return writer.append(format.write(new JournalRecord.Planned(plan)));
    }

    @Override
    public void planned(PassedOver times) throws Exception {
        sync(append(times));
    }

    private synchronized JournalWriter.Entry append(PassedOver times) throws IOException {
        for (long i = 0; i < times.count(); i++) {
            plans.add(times.plan(i));
        }
        return writer.append(format.write(new JournalRecord.PlannedEmpty(
                times.first().number(), times.from(), times.count(), times.step(), times.layout())));
    }

    private void sync(JournalWriter.Entry entry) throws IOException {
        writer.sync(entry);
        Running now = running;
        if (now != null) {
            now.completions().wake();
        }
    }

    @Override
    public boolean wantsMemories() {
        return snapshots.wantsMemories();
    }

    @Override
    public void memories(Map<String, Serializable> memories) throws Exception {
        synchronized (this) {
            if (!memories.isEmpty()) {
                memories.forEach(sources::remember);
                writer.append(format.write(
                        new JournalRecord.Sources(List.copyOf(sources.all().values()))));
            }
        }
        snapshots.memoriesTaken();
    }

    @Override
    public void completed(BatchPlan plan, Runnable durable) throws Exception {
        Engine engine = begun().engine();
        int chunks = changes(plan, engine);
        probe.at(BatchStep.CHANGES_WRITTEN, plan.id());
        JournalWriter.Entry entry =
                writer.append(format.write(new JournalRecord.Completed(plan.id().number(), plan.time(), chunks, told)));
        probe.at(BatchStep.COMPLETED, plan.id());
        begun().completions().add(entry, () -> durable(plan, durable));
        if (snapshots.isDue(writer.bytes(), plan.time())) {
            snapshot(plan, engine);
        }
    }

    private int changes(BatchPlan plan, Engine engine) throws Exception {
        int[] chunks = new int[1];
        engine.changes(stream(), changesTaken, plan.time(), chunk -> {
            ByteBuffer copy = ByteBuffer.allocate(chunk.remaining()).put(chunk).flip();
            writer.append(format.write(new JournalRecord.Changes(plan.id().number(), chunks[0]++, copy)));
        });
        changesTaken = plan.time();
        return chunks[0];
    }

    private void durable(BatchPlan plan, Runnable said) {
        probe.at(BatchStep.DURABLE, plan.id());
        synchronized (this) {
            plans.completed(plan.id().number());
        }
        said.run();
        told = plan.id().number();
        probe.at(BatchStep.SOURCES_TOLD, plan.id());
    }

    private void snapshot(BatchPlan plan, Engine engine) throws Exception {
        JournalWriter.Entry base;
        long size;
        synchronized (this) {
            base = writer.append(format.write(base(plan)));
            size = writer.bytes();
        }
        snapshots.start(plan, size, () -> {
            probe.at(BatchStep.SNAPSHOT_BEGUN, plan.id());
            JournalRecord.Snapshot whole = snapshots.write(plan, engine, () -> {
                writer.sync(base);
                return base.address();
            });
            probe.at(BatchStep.SNAPSHOT_WRITTEN, plan.id());
            writer.sync(writer.append(format.write(whole)));
            probe.at(BatchStep.SNAPSHOT_RECORDED, plan.id());
            log.truncateBefore(snapshots.keep(whole));
            probe.at(BatchStep.PRUNED, plan.id());
        });
    }

    private JournalRecord.Base base(BatchPlan plan) {
        long number = plan.id().number();
        return new JournalRecord.Base(
                number,
                plan.time(),
                plans.lastPlanned(),
                plans.lastTime(),
                begun().program(),
                plans.all(),
                List.copyOf(sources.all().values()),
                snapshots.kept(),
                skips.all(),
                contents.dropped());
    }

    @Override
    public Time pinned(Time oldest) {
        return snapshots.pinned(oldest);
    }

    @Override
    public void failed(BatchId id, Throwable error) throws Exception {
        writer.append(format.write(new JournalRecord.Failed(id.number(), String.valueOf(error))));
    }

    @Override
    public void skipped(Skip skip) throws IOException {
        synchronized (this) {
            skips.add(skip);
        }
        writer.append(format.write(new JournalRecord.Skipped(skip)));
    }

    @Override
    public void settled(BatchId skipped, Set<String> outputs) throws IOException {
        synchronized (this) {
            skips.settle(skipped.number(), outputs);
        }
        writer.sync(writer.append(format.write(new JournalRecord.Settled(skipped.number(), List.copyOf(outputs)))));
    }

    @Override
    public synchronized List<Skip> skips() {
        return skips.all();
    }

    @Override
    public synchronized List<BatchPlan> plans() {
        return plans.all();
    }

    @Override
    public synchronized int size() {
        return plans.size();
    }

    @Override
    public synchronized Time horizon() {
        return plans.horizon();
    }

    @Override
    public synchronized BatchId lowest() {
        return plans.lowest();
    }

    @Override
    public synchronized List<BatchPlan> prune(Time newHorizon) {
        return plans.prune(newHorizon);
    }

    @Override
    public boolean flush(long millis) throws InterruptedException {
        Running now = running;
        return now == null || now.completions().flush(millis);
    }

    @Override
    public void close() {
        writer.close();
        Running now = running;
        if (now != null) {
            now.completions().end();
            now.thread().interrupt();
        }
        snapshots.close();
        logs.forEach(other -> close("a log of a receiver", other));
        close("the log", log);
        close("the checkpoint directory", store);
    }

    private void close(String what, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("{} of stream {} could not be closed: {}", what, stream(), e.toString());
        }
    }

    private Running begun() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the journal of stream " + stream() + " has not begun a run");
        }
        return now;
    }
}
