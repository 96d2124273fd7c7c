// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An operator with a state by key. The state is updated at every slide of the parent, whether or not this stream is read
 * then; an update of a completed batch is never made again.
 */
abstract class StatefulStream<K, V, R extends RDD<?>> extends StreamNode<R> {
    private final StreamNode<? extends PairRDD<K, V>> parent;
    private final Partitioning partitioning;
    private final NavigableMap<Time, StateUpdateNode> updates = new TreeMap<>();

    StatefulStream(Operation operation, StreamNode<? extends PairRDD<K, V>> parent, Partitioning partitioning) {
        super(operation, List.of(parent));
        this.parent = parent;
        this.partitioning = partitioning;
        operation.keepsState();
    }

    /** Brings the records of a batch into the partitions of the state. */
    PairRDD<K, V> feed(PairRDD<K, V> rdd, Partitioner partitioner) {
        return rdd.partitionBy(partitioner);
    }

    /** Returns the state at the beginning. */
    @Nullable
    PairRDD<K, ?> initial() {
        return null;
    }

    /** Makes the function of the update. */
    abstract StateUpdate update(Time time);

    /** Makes the RDD of an update. */
    abstract R result(StateUpdateNode update);

    @Override
    final boolean keepsRecords() {
        return true;
    }

    /** What this operator still needs of old batches is in its state. */
    @Override
    final Duration needsOfParents(Duration remembered) {
        return NOTHING;
    }

    @Override
    final Optional<R> compute(Time time) throws Exception {
        return updateAt(time).map(this::result);
    }

    /** Returns the update due at a time, made at most once. */
    final Optional<StateUpdateNode> updateAt(Time time) throws Exception {
        StateUpdateNode known = updates.get(time);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<? extends PairRDD<K, V>> input = graph().batches().isOpen(time) ? input(time) : Optional.empty();
        if (input.isEmpty()) {
            return Optional.empty();
        }
        StateUpdateNode made = updateOf(input.get(), time);
        updates.put(time, made);
        return Optional.of(made);
    }

    /** Returns what the update of a time reads. */
    Optional<? extends PairRDD<K, V>> input(Time time) throws Exception {
        return parent.rdd(time);
    }

    /** Returns the same for a window, for which a batch that was left out is empty. */
    final Optional<? extends PairRDD<K, V>> inputOfWindow(Time time) throws Exception {
        try {
            return parent.rdd(time);
        } catch (LeftOutException e) {
            return Optional.of(
                    graph().factory().pairs(SourceNode.empty(operation().origin())));
        }
    }

    private StateUpdateNode updateOf(PairRDD<K, V> input, Time time) throws Exception {
        Partitioner partitioner = partitioning.at(time);
        PairRDD<K, ?> initial = initial();
        return within(() -> new StateUpdateNode(
                graph().uid(operation()),
                time,
                RddFactory.node(feed(input, partitioner)),
                initial == null ? null : partitioned(initial, partitioner),
                partitioner,
                update(time),
                operation().origin()));
    }

    private static PlanNode partitioned(PairRDD<?, ?> initial, Partitioner partitioner) {
        return RddFactory.node(initial.partitionBy(partitioner));
    }

    @Override
    final boolean isReplayable() {
        return false;
    }

    @Override
    void unmake(Time time) {
        super.unmake(time);
        updates.remove(time);
    }

    @Override
    void forget(Time upTo) {
        super.forget(upTo);
        updates.headMap(upTo, true).clear();
    }
}
