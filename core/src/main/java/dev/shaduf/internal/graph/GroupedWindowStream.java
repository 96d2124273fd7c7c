// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the values of each key over a window, from batches that are grouped and kept already: a task reads the same
 * partition of every batch, so nothing is shuffled again.
 */
final class GroupedWindowStream<K, V> extends StreamNode<PairRDD<K, Iterable<V>>> {
    private final GroupedByKeyStream<K, V> grouped;
    private final Window window;
    private final Partitioning partitioning;

    GroupedWindowStream(
            Operation operation, GroupedByKeyStream<K, V> grouped, Window window, Partitioning partitioning) {
        super(operation, List.of(grouped));
        this.grouped = grouped;
        this.window = window;
        this.partitioning = partitioning;
        grouped.persist(StorageLevel.MEMORY_ONLY);
    }

    @Override
    Duration slide() {
        return window.slide();
    }

    @Override
    Duration lookback() {
        return window.length();
    }

    @Override
    boolean isReplayable() {
        return false;
    }

    @Override
    boolean needsEveryTime() {
        return true;
    }

    @Override
    Optional<PairRDD<K, Iterable<V>>> compute(Time time) throws Exception {
        Partitioner target = partitioning.at(time);
        List<PlanNode> batches = new ArrayList<>();
        for (Time past : graph().batches().within(time.minus(window.length()), time)) {
            Optional<PairRDD<K, Iterable<V>>> batch = grouped.rddOfWindow(past);
            if (batch.isPresent()) {
                batches.add(RddFactory.node(within(() -> batch.get().partitionBy(target))));
            }
        }
        PlanNode aligned = UnionNode.aligned(batches, target, operation().origin());
        PlanNode merged =
                new NarrowNode(aligned, new MergeGroupsStep(), true, operation().origin());
        return Optional.of(graph().factory().pairs(merged));
    }
}
