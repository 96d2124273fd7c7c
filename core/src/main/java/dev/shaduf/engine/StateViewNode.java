// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import java.util.List;
import java.util.Optional;

/**
 * The whole table after an update: a {@code Tuple2} of key and value for each key. The view is stable: later updates do
 * not change it while its time is retained.
 *
 * @param update the update whose result is viewed
 * @param origin what made this node
 */
public record StateViewNode(StateUpdateNode update, Origin origin) implements PlanNode {
    @Override
    public int partitions() {
        return update.partitions();
    }

    @Override
    public List<PlanNode> parents() {
        return List.of(update);
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return Optional.of(update.target());
    }
}
