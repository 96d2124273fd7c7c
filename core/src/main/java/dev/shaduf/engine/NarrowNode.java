// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.util.List;
import java.util.Optional;

/**
 * One step applied to each partition of its parent, within the same task.
 *
 * @param parent the node whose records go through the step
 * @param step the step
 * @param keepsPartitioning whether keys, and so their partitions, stay as they are
 * @param origin what made this node
 */
public record NarrowNode(PlanNode parent, Step step, boolean keepsPartitioning, Origin origin) implements PlanNode {
    @Override
    public int partitions() {
        return parent.partitions();
    }

    @Override
    public List<PlanNode> parents() {
        return List.of(parent);
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return keepsPartitioning ? parent.partitioner() : Optional.empty();
    }
}
