// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions of parents put side by side or one behind the other: unions and coalesced RDDs.
 *
 * @param parents the nodes
 * @param groups for each partition the parent partitions it consists of, in order
 * @param origin what made this node
 */
public record UnionNode(List<PlanNode> parents, List<List<Piece>> groups, Origin origin) implements PlanNode {
    /**
     * A partition of a parent.
     *
     * @param parent the place of the parent in the list
     * @param partition the partition
     */
    public record Piece(int parent, int partition) implements Serializable {}

    /**
     * Puts all partitions of all parents side by side.
     *
     * @param parents the nodes
     * @param origin what makes the node
     * @return the node
     */
    public static UnionNode of(List<PlanNode> parents, Origin origin) {
        List<List<Piece>> groups = new ArrayList<>();
        for (int parent = 0; parent < parents.size(); parent++) {
            for (int partition = 0; partition < parents.get(parent).partitions(); partition++) {
                groups.add(List.of(new Piece(parent, partition)));
            }
        }
        return new UnionNode(List.copyOf(parents), List.copyOf(groups), origin);
    }

    @Override
    public int partitions() {
        return groups.size();
    }
}
