// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.PushStep;
import dev.shaduf.rdd.Partitioner;
import java.util.List;

/** Plans of what brings two inputs together by key. */
final class Joins {
    private Joins() {}

    static PlanNode cogroup(PlanNode left, PlanNode right, Partitioner target, Origin origin) {
        return gathered(left, right, target, new CogroupStep(), origin);
    }

    static PlanNode join(PlanNode left, PlanNode right, Partitioner target, JoinKind kind, Origin origin) {
        return gathered(left, right, target, new JoinStep(kind), origin);
    }

    private static PlanNode gathered(PlanNode left, PlanNode right, Partitioner target, PushStep step, Origin origin) {
        List<PlanNode> sides =
                List.of(Shuffles.partitioned(left, target, origin), Shuffles.partitioned(right, target, origin));
        return new NarrowNode(new CogroupNode(sides, target, origin), step, true, origin);
    }
}
