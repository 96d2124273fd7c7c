// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partitions of parents put side by side or one behind the other: unions and coalesced RDDs.
 *
 * @param parents the nodes
 * @param groups for each partition the parent partitions it consists of, in order
 * @param keys how keys are assigned to the partitions; {@code null} where that is not known
 * @param origin what made this node
 */
public record UnionNode(
        List<PlanNode> parents,
        List<List<Piece>> groups,
        @Nullable Partitioner keys,
        Origin origin) implements PlanNode {
    /**
     * A partition of a parent.
     *
     * @param parent the place of the parent in the list
     * @param partition the partition
     */
    public record Piece(int parent, int partition) implements Serializable {}

    /**
     * Creates a node of which nothing is known about keys.
     *
     * @param parents the nodes
     * @param groups for each partition the parent partitions it consists of, in order
     * @param origin what made this node
     */
    public UnionNode(List<PlanNode> parents, List<List<Piece>> groups, Origin origin) {
        this(parents, groups, null, origin);
    }

    /**
     * Puts all records of all parents together. Parents whose keys are all in the partitions of one partitioner keep it:
     * equal partitions are put one behind the other, so that an operation by key needs no shuffle. Otherwise all
     * partitions stand side by side.
     *
     * @param parents the nodes
     * @param origin what makes the node
     * @return the node
     */
    public static UnionNode of(List<PlanNode> parents, Origin origin) {
        return shared(parents)
                .map(partitioner -> aligned(parents, partitioner, origin))
                .orElseGet(() -> new UnionNode(List.copyOf(parents), sideBySide(parents), origin));
    }

    /**
     * Puts equal partitions of all parents one behind the other.
     *
     * @param parents the nodes, each partitioned by {@code keys}, or without any partition
     * @param keys assigns keys to partitions
     * @param origin what makes the node
     * @return the node
     */
    public static UnionNode aligned(List<PlanNode> parents, Partitioner keys, Origin origin) {
        List<List<Piece>> groups = new ArrayList<>();
        for (int partition = 0; partition < keys.numPartitions(); partition++) {
            List<Piece> group = new ArrayList<>();
            for (int parent = 0; parent < parents.size(); parent++) {
                if (parents.get(parent).partitions() > 0) {
                    group.add(new Piece(parent, partition));
                }
            }
            groups.add(List.copyOf(group));
        }
        return new UnionNode(List.copyOf(parents), List.copyOf(groups), keys, origin);
    }

    @Override
    public int partitions() {
        return groups.size();
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return Optional.ofNullable(keys);
    }

    private static List<List<Piece>> sideBySide(List<PlanNode> parents) {
        List<List<Piece>> groups = new ArrayList<>();
        for (int parent = 0; parent < parents.size(); parent++) {
            for (int partition = 0; partition < parents.get(parent).partitions(); partition++) {
                groups.add(List.of(new Piece(parent, partition)));
            }
        }
        return List.copyOf(groups);
    }

    /** Returns the partitioner that all parents with records have, if there is one. */
    private static Optional<Partitioner> shared(List<PlanNode> parents) {
        List<Optional<Partitioner>> different = parents.stream()
                .filter(parent -> parent.partitions() > 0)
                .map(PlanNode::partitioner)
                .distinct()
                .toList();
        return different.size() == 1 ? different.get(0) : Optional.empty();
    }
}
