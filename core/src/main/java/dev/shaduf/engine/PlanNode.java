// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A node of a plan: an untyped, immutable description of partitioned records. An engine knows every kind. Nodes are
 * compared by identity: two nodes with equal content are two computations.
 */
public sealed interface PlanNode extends Serializable
        permits SourceNode,
                NarrowNode,
                ShuffleNode,
                CogroupNode,
                UnionNode,
                CachedNode,
                StateUpdateNode,
                StateViewNode {
    /**
     * Returns the number of partitions.
     *
     * @return how many, possibly zero
     */
    int partitions();

    /**
     * Lists the nodes that this one reads.
     *
     * @return the parents, in order
     */
    List<PlanNode> parents();

    /**
     * Returns what made this node.
     *
     * @return the operator and its place in the program
     */
    Origin origin();

    /**
     * Returns how keys are assigned to partitions, where that is known.
     *
     * @return the partitioner, if any
     */
    default Optional<Partitioner> partitioner() {
        return Optional.empty();
    }
}
