// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.spi.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds the ranges of sources below a node. */
final class RangesRead {
    private RangesRead() {}

    static List<SourceRange> by(PlanNode node) {
        List<SourceRange> ranges = new ArrayList<>();
        Set<PlanNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<PlanNode> next = new ArrayDeque<>(List.of(node));
        while (!next.isEmpty()) {
            PlanNode each = next.removeLast();
            if (seen.add(each)) {
                if (each instanceof SourceNode source) {
                    source.reader().range().ifPresent(ranges::add);
                }
                List<PlanNode> parents = each.parents();
                for (int i = parents.size() - 1; i >= 0; i--) {
                    next.addLast(parents.get(i));
                }
            }
        }
        return List.copyOf(ranges);
    }
}
