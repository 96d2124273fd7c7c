// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.util.List;
import java.util.Optional;

/**
 * The values of several parents gathered by key: records {@code Tuple2<key, List<Object>[]>}, one list per parent. All
 * parents are partitioned by the same partitioner already, so a task reads the same partition of each.
 *
 * @param parents the nodes, whose records are {@code Tuple2}s
 * @param target the partitioner of all parents
 * @param origin what made this node
 */
public record CogroupNode(List<PlanNode> parents, Partitioner target, Origin origin) implements PlanNode {
    @Override
    public int partitions() {
        return target.numPartitions();
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return Optional.of(target);
    }
}
