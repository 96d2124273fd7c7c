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

    /** Keeps the pairs of one input whose key the other does not have. */
    static PlanNode subtractedByKey(PlanNode left, PlanNode right, Partitioner target, Origin origin) {
        return gathered(left, right, target, new SubtractStep(), origin);
    }

    /** Keeps the records of one input that the other does not have. */
    static PlanNode subtracted(PlanNode left, PlanNode right, Partitioner target, Origin origin) {
        PlanNode pairs = subtractedByKey(asKeys(left, origin), asKeys(right, origin), target, origin);
        return new NarrowNode(pairs, new KeysStep(origin), false, origin);
    }

    /** Keeps the records that both inputs have, once each. */
    static PlanNode common(PlanNode left, PlanNode right, Partitioner target, Origin origin) {
        PlanNode both = cogrouped(asKeys(left, origin), asKeys(right, origin), target, origin);
        return new NarrowNode(both, new CommonKeysStep(), false, origin);
    }

    private static PlanNode asKeys(PlanNode records, Origin origin) {
        return new NarrowNode(records, new ToKeyStep(), false, origin);
    }

    private static PlanNode gathered(PlanNode left, PlanNode right, Partitioner target, PushStep step, Origin origin) {
        return new NarrowNode(cogrouped(left, right, target, origin), step, true, origin);
    }

    private static PlanNode cogrouped(PlanNode left, PlanNode right, Partitioner target, Origin origin) {
        List<PlanNode> sides =
                List.of(Shuffles.partitioned(left, target, origin), Shuffles.partitioned(right, target, origin));
        return new CogroupNode(sides, target, origin);
    }
}
