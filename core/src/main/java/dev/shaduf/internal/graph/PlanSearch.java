// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Looks into plans. */
final class PlanSearch {
    private PlanSearch() {}

    /** Tells whether a plan has a node of one of these operators. */
    static boolean contain(PlanNode root, Set<Origin> operators) {
        Set<PlanNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<PlanNode> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            PlanNode node = open.pop();
            if (operators.contains(node.origin())) {
                return true;
            }
            node.parents().stream().filter(seen::add).forEach(open::push);
        }
        return false;
    }
}
