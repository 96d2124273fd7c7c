// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

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
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs nothing and notes what it is told about states and scopes. */
final class StubEngine implements Engine {
    private final Events events;
    volatile @Nullable Error dropFailure;

    StubEngine(Events events) {
        this.events = events;
    }

    @Override
    public int defaultParallelism() {
        return 1;
    }

    @Override
    public <R> List<R> run(Job<R> job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(StateUpdateNode node, JobScope scope, UUID states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(UUID states, Time time) {
        events.add("publish " + time.milliseconds());
    }

    @Override
    public void rollback(UUID states, Time time) {
        events.add("rollback " + time.milliseconds());
    }

    @Override
    public void retain(UUID states, Time oldest) {
        events.add("retain " + oldest.milliseconds());
    }

    @Override
    public void open(UUID states, StateOptions options) {}

    @Override
    public void changes(UUID states, Time after, Time upTo, StateChunks into) {
        events.add("changes " + upTo.milliseconds());
    }

    @Override
    public List<StateSegment> snapshot(UUID states, Time time, CheckpointStore store, StateSegmentNames names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StateLoading load(UUID states, CheckpointStore store, Time oldest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StateInfo> states(UUID states) {
        return List.of(new StateInfo("counts", 2, 7, 3, 1));
    }

    @Override
    public void drop(UUID states) {
        Error failure = dropFailure;
        if (failure != null) {
            throw failure;
        }
        events.add("drop");
    }

    @Override
    public void forget(long cachedId) {}

    @Override
    public void end(JobScope scope) {
        events.add("end scope " + scope.attempt());
    }

    @Override
    public void cancel(JobScope scope) {
        events.add("cancel " + scope.time());
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LongAccumulator longAccumulator(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DoubleAccumulator doubleAccumulator(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
