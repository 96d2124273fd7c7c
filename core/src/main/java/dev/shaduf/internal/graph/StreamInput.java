// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An operator that brings records in: what each batch holds is given by its plan. */
abstract class StreamInput<T> extends StreamNode<RDD<T>> implements InputNode {
    private final NavigableMap<Time, InputPlan> plans = new ConcurrentSkipListMap<>();
    private final Map<Time, InputPlan> held = new ConcurrentHashMap<>();

    StreamInput(Operation operation) {
        super(operation, List.of());
    }

    /** Returns the name of what is read, used unless the program gives another. */
    abstract String described();

    /** Makes the RDD of what a plan holds, of a kind that this input makes. */
    abstract RDD<T> read(InputPlan plan, Time time) throws Exception;

    /** Is told that a plan is never read again. */
    void dropped(InputPlan plan) {}

    @Override
    public final int id() {
        return operation().number();
    }

    @Override
    public final String name() {
        return operation().givenName().orElseGet(this::described);
    }

    @Override
    public final String uid() {
        return Uids.inputUid(operation());
    }

    @Override
    public final Origin origin() {
        return operation().origin();
    }

    @Override
    final Duration slide() {
        return graph().batchInterval();
    }

    final void assign(Time time, InputPlan plan) {
        plans.put(time, plan);
    }

    @Override
    final Optional<RDD<T>> compute(Time time) throws Exception {
        SkippedInput replay = graph().skipped().running();
        InputPlan plan =
                replay == null ? plans.get(time) : replay.inputs().getOrDefault(uid(), new InputPlan.Nothing());
        if (plan == null) {
            return Optional.empty();
        }
        return Optional.of(plan instanceof InputPlan.Nothing ? nothing() : within(() -> read(plan, time)));
    }

    /** Makes an RDD without partitions. */
    final RDD<T> nothing() {
        return graph().factory().rdd(SourceNode.empty(origin()));
    }

    final RDD<T> records(int partitions, PartitionReader reader) {
        return graph().factory().rdd(new SourceNode(partitions, reader, origin()));
    }

    final IllegalStateException unexpected(InputPlan plan) {
        return new IllegalStateException(
                "input " + id() + " (" + operation() + ") cannot read a plan of another kind of input: " + plan);
    }

    @Override
    final void forget(Time upTo) {
        super.forget(upTo);
        NavigableMap<Time, InputPlan> old = plans.headMap(upTo, true);
        for (Map.Entry<Time, InputPlan> plan : old.entrySet()) {
            drop(plan.getKey(), plan.getValue());
        }
        old.clear();
    }

    /** Keeps what a batch held beyond the time that windows need it. */
    final void hold(Time time, InputPlan plan) {
        held.put(time, plan);
    }

    /** Ends that. */
    final void release(Time time) {
        InputPlan plan = held.remove(time);
        if (plan != null && !plans.containsKey(time)) {
            dropped(plan);
        }
    }

    private void drop(Time time, InputPlan plan) {
        if (!held.containsKey(time)) {
            dropped(plan);
        }
    }
}
