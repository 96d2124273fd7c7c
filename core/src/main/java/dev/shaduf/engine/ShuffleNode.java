// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs moved to the partitions of their keys, possibly combined by key or sorted by key within each partition. Without
 * combination the records of one parent partition stay in order, and parent partitions follow one another in order.
 *
 * @param parent the node whose records are {@code Tuple2}s
 * @param target assigns keys to partitions
 * @param combine how values of one key are combined; {@code null} for not at all
 * @param ordering the order of keys within a partition; {@code null} for none
 * @param origin what made this node
 */
public record ShuffleNode(
        PlanNode parent,
        Partitioner target,
        @Nullable Combine combine,
        @Nullable Comparator<Object> ordering,
        Origin origin)
        implements PlanNode {
    @Override
    public int partitions() {
        return target.numPartitions();
    }

    @Override
    public List<PlanNode> parents() {
        return List.of(parent);
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return Optional.of(target);
    }
}
