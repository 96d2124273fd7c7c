// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Passes everything on to an engine, with a check around each update of a state. */
final class CheckingEngine implements Engine {
    private final Engine engine;
    private final Map<UUID, ValuePrints> prints = new ConcurrentHashMap<>();

    CheckingEngine(Engine engine) {
        this.engine = engine;
    }

    /** Engines know an update by uid and time: the checked one makes the version, the other finds it made. */
    @Override
    public void update(StateUpdateNode node, JobScope scope, UUID states) throws Exception {
        ValuePrints known = prints.computeIfAbsent(states, space -> new ValuePrints());
        StateUpdateNode checked = new StateUpdateNode(
                node.uid(),
                node.time(),
                node.input(),
                node.initial(),
                node.target(),
                new CheckedUpdate(node, known),
                node.origin());
        engine.update(checked, scope, states);
        engine.update(node, scope, states);
    }

    @Override
    public void drop(UUID states) {
        prints.remove(states);
        engine.drop(states);
    }

    @Override
    public int defaultParallelism() {
        return engine.defaultParallelism();
    }

    @Override
    public <R> List<R> run(Job<R> job) throws Exception {
        return engine.run(job);
    }

    @Override
    public void publish(UUID states, Time time) {
        engine.publish(states, time);
    }

    @Override
    public void rollback(UUID states, Time time) {
        engine.rollback(states, time);
    }

    @Override
    public void retain(UUID states, Time oldest) {
        engine.retain(states, oldest);
    }

    @Override
    public void open(UUID states, StateOptions options) {
        engine.open(states, options);
    }

    @Override
    public void changes(UUID states, Time after, Time upTo, StateChunks into) throws Exception {
        engine.changes(states, after, upTo, into);
    }

    @Override
    public List<StateSegment> snapshot(UUID states, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception {
        return engine.snapshot(states, time, store, names);
    }

    @Override
    public StateLoading load(UUID states, CheckpointStore store, Time oldest) {
        return engine.load(states, store, oldest);
    }

    @Override
    public List<StateInfo> states(UUID states) {
        return engine.states(states);
    }

    @Override
    public void forget(long cachedId) {
        engine.forget(cachedId);
    }

    @Override
    public void end(JobScope scope) {
        engine.end(scope);
    }

    @Override
    public void cancel(JobScope scope) {
        engine.cancel(scope);
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        return engine.broadcast(value);
    }

    @Override
    public LongAccumulator longAccumulator(String name) {
        return engine.longAccumulator(name);
    }

    @Override
    public DoubleAccumulator doubleAccumulator(String name) {
        return engine.doubleAccumulator(name);
    }

    @Override
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return engine.collectionAccumulator(name);
    }

    @Override
    public <T> CollectionAccumulator<T> notes(String name) {
        return engine.notes(name);
    }

    @Override
    public void close() {
        engine.close();
    }
}
