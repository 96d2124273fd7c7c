// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.StorageLevel;
import java.util.List;
import java.util.Optional;

/**
 * Records that are kept once computed, partition by partition, until {@link Engine#forget}.
 *
 * @param parent the node whose records are kept
 * @param id the name of what is kept, unique in the JVM
 * @param level where and in which form
 * @param origin what made this node
 */
public record CachedNode(PlanNode parent, long id, StorageLevel level, Origin origin) implements PlanNode {
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
        return parent.partitioner();
    }
}
