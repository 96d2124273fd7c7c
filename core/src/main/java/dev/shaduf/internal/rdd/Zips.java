// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Step;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.engine.UnionNode.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans of what brings two inputs together partition by partition: a cogroup whose only key in each partition is the
 * number of that. So an engine needs no node of its own for it.
 */
final class Zips {
    private Zips() {}

    /** Has a step see, as one record, the number of a partition with the lists of both sides; none if both are empty. */
    static PlanNode zipped(PlanNode left, PlanNode right, Step step, Origin origin) {
        if (left.partitions() != right.partitions()) {
            throw new IllegalArgumentException(origin + " was given an RDD with " + right.partitions()
                    + " partitions for one with " + left.partitions() + "; both need the same number");
        }
        List<PlanNode> sides = List.of(placed(left, origin), placed(right, origin));
        PlanNode both = new CogroupNode(sides, new PositionPartitioner(left.partitions()), origin);
        return new NarrowNode(both, step, false, origin);
    }

    /** Pairs every record of one input with every record of the other: every partition with every other. */
    static PlanNode cartesian(PlanNode left, PlanNode right, Origin origin) {
        List<List<Piece>> lefts = new ArrayList<>();
        List<List<Piece>> rights = new ArrayList<>();
        for (int l = 0; l < left.partitions(); l++) {
            for (int r = 0; r < right.partitions(); r++) {
                lefts.add(List.of(new Piece(0, l)));
                rights.add(List.of(new Piece(0, r)));
            }
        }
        return zipped(
                new UnionNode(List.of(left), List.copyOf(lefts), origin),
                new UnionNode(List.of(right), List.copyOf(rights), origin),
                new CartesianStep(),
                origin);
    }

    private static PlanNode placed(PlanNode node, Origin origin) {
        return new NarrowNode(node, new PlaceStep(), false, origin);
    }
}
