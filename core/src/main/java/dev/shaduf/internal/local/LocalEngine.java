// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateSegmentNames;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.state.StateSpill;
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs plans in this JVM. */
final class LocalEngine implements Engine {
    private final LocalSettings settings;
    private final TaskPool pool;
    private final Storage storage;
    private final SortMemory sorting;
    private final Execution execution;
    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    LocalEngine(LocalMaster master, LocalSettings settings) {
        this.settings = settings;
        this.pool = new TaskPool(master.threads(), settings.app());
        SpillDirectory files = new SpillDirectory(settings.directory(), settings.app());
        this.storage = new Storage(settings.memory(), files);
        this.sorting = new SortMemory(settings.sortMemory());
        this.execution = new Execution(
                pool, master.attempts(), storage, () -> new SortSpace(sorting, files), spill(settings, files));
    }

    /** Halves the memory of states on disk between the keys in use and the store. */
    private static @Nullable StateSpill spill(LocalSettings settings, SpillDirectory files) {
        long half = settings.stateMemory() / 2;
        return settings.states()
                .map(states -> new StateSpill(() -> states.open(files.newFile("state"), half), half))
                .orElse(null);
    }

    @Override
    public int defaultParallelism() {
        return Math.toIntExact(settings.parallelism().orElse((long) pool.places()));
    }

    @Override
    public <R> List<R> run(Job<R> job) throws Exception {
        for (int partition : job.partitions()) {
            if (partition < 0 || partition >= job.node().partitions()) {
                throw new IllegalArgumentException(job.name() + " asks for partition " + partition + " of "
                        + job.node().origin() + ", which has " + job.node().partitions() + ", counted from 0");
            }
        }
        Work work = new Work(job.scope(), job.name());
        return within(work, () -> execution.run(work, job.node(), job.partitions(), job.terminal()));
    }

    @Override
    public void update(StateUpdateNode node, JobScope scope, UUID states) throws Exception {
        Work work = new Work(scope, "update of state '" + node.uid() + "'");
        within(work, () -> {
            execution.states().update(work, node, states);
            return work;
        });
    }

    @Override
    public void publish(UUID states, Time time) {
        execution.states().publish(states, time);
    }

    @Override
    public void rollback(UUID states, Time time) {
        execution.states().rollback(states, time);
    }

    @Override
    public void retain(UUID states, Time oldest) {
        execution.states().retain(states, oldest);
    }

    @Override
    public void open(UUID states, StateOptions options) {
        execution.states().open(states, options);
    }

    @Override
    public void changes(UUID states, Time after, Time upTo, StateChunks into) throws Exception {
        execution.states().changes(states, after, upTo, into);
    }

    @Override
    public List<StateSegment> snapshot(UUID states, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception {
        return execution.states().snapshot(states, time, store, names);
    }

    @Override
    public StateLoading load(UUID states, CheckpointStore store, Time oldest) {
        return execution.states().load(states, store, oldest, pool.places());
    }

    @Override
    public List<StateInfo> states(UUID states) {
        return execution.states().infos(states);
    }

    @Override
    public void drop(UUID states) {
        execution.states().drop(states);
    }

    @Override
    public void forget(long cachedId) {
        storage.forget(cachedId);
    }

    @Override
    public void end(JobScope scope) {
        execution.shuffles().end(scope);
    }

    @Override
    public void cancel(JobScope scope) {
        for (Work work : running) {
            if (work.scope().equals(scope)) {
                work.cancel();
            }
        }
        pool.cancel(Work::cancelled, "its scope was cancelled");
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        pool.checkOpen();
        return new LocalBroadcast<>(value);
    }

    @Override
    public LongAccumulator longAccumulator(String name) {
        return new LocalLongAccumulator(name);
    }

    @Override
    public DoubleAccumulator doubleAccumulator(String name) {
        return new LocalDoubleAccumulator(name);
    }

    @Override
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return new LocalCollectionAccumulator<>(name);
    }

    @Override
    public void close() {
        pool.close(settings.closeWait());
        execution.shuffles().clear();
        execution.states().clear();
        storage.close();
    }

    /** Returns the number of shuffles held. */
    int shuffles() {
        return execution.shuffles().size();
    }

    /** Returns the bytes of memory that pairs take which are being sorted, as estimated. */
    long sorting() {
        return sorting.used();
    }

    /** Returns the bytes of memory that persisted records take, as estimated. */
    long stored() {
        return storage.used();
    }

    private <V> V within(Work work, Callable<V> body) throws Exception {
        if (TaskContext.current() != null) {
            throw new IllegalStateException(work.name() + " was started inside a task; call actions of RDDs in the"
                    + " program or in foreachRDD, not in functions that run on records");
        }
        pool.checkOpen();
        running.add(work);
        try {
            return body.call();
        } finally {
            running.remove(work);
        }
    }
}
