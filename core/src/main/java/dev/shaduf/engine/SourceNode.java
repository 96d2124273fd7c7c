// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.util.List;
import java.util.Optional;

/**
 * Records that come from outside the plan: blocks of a receiver, splits of a source, a list.
 *
 * @param partitions the number of partitions
 * @param reader opens a partition
 * @param partitioner how keys are assigned to partitions, where that is known
 * @param origin what made this node
 */
public record SourceNode(int partitions, PartitionReader reader, Optional<Partitioner> partitioner, Origin origin)
        implements PlanNode {
    /**
     * Makes a node whose keys, if it has any, are anywhere.
     *
     * @param partitions the number of partitions
     * @param reader opens a partition
     * @param origin what made this node
     */
    public SourceNode(int partitions, PartitionReader reader, Origin origin) {
        this(partitions, reader, Optional.empty(), origin);
    }

    /**
     * Makes a node without partitions.
     *
     * @param origin what makes it
     * @return the node
     */
    public static SourceNode empty(Origin origin) {
        return new SourceNode(
                0,
                task -> {
                    throw new IllegalStateException(
                            "an RDD without partitions was asked for partition " + task.partition());
                },
                origin);
    }

    @Override
    public List<PlanNode> parents() {
        return List.of();
    }
}
