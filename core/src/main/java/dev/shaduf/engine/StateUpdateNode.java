// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One update of an operator's state: table(t) = update(table before t, input). Its records are what the update emitted.
 * An engine runs it exactly once per (uid, time), for all partitions, when {@link Engine#update} is called or the node is
 * first read, and keeps what it emitted until the time is no longer {@linkplain Engine#retain retained}.
 *
 * @param uid the name of the state
 * @param time the time of the batch: the version that the update makes
 * @param input the records to feed, pairs already in the partitions of {@code target}
 * @param initial the pairs of the first table, in the partitions of {@code target}; {@code null} for none
 * @param target assigns keys to partitions
 * @param update the function
 * @param origin what made this node
 */
public record StateUpdateNode(
        String uid,
        Time time,
        PlanNode input,
        @Nullable PlanNode initial,
        Partitioner target,
        StateUpdate update,
        Origin origin)
        implements PlanNode {
    @Override
    public int partitions() {
        return target.numPartitions();
    }

    @Override
    public List<PlanNode> parents() {
        List<PlanNode> parents = new ArrayList<>(2);
        parents.add(input);
        if (initial != null) {
            parents.add(initial);
        }
        return parents;
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return update.emitsByKey() ? Optional.of(target) : Optional.empty();
    }
}
