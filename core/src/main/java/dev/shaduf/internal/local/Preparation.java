// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.UnionNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Has everything computed that a stage needs before its tasks can run: shuffles and states that it reads. */
final class Preparation {
    private final Shuffles shuffles;
    private final Storage storage;
    private final States states;

    Preparation(Shuffles shuffles, Storage storage, States states) {
        this.shuffles = shuffles;
        this.storage = storage;
        this.states = states;
    }

    static List<Integer> all(PlanNode node) {
        return IntStream.range(0, node.partitions()).boxed().toList();
    }

    void prepare(Work work, PlanNode node, List<Integer> wanted) throws Exception {
        PlanNode at = node;
        while (at instanceof NarrowNode || at instanceof CachedNode) {
            if (at instanceof CachedNode cached && storage.hasAll(cached, wanted)) {
                return;
            }
            at = at.parents().get(0);
        }
        if (at instanceof ShuffleNode shuffle) {
            shuffles.prepare(work, shuffle);
        } else if (at instanceof StateUpdateNode update) {
            states.prepare(work, update);
        } else if (at instanceof StateViewNode view) {
            states.prepare(work, view.update());
        } else if (at instanceof UnionNode union) {
            prepare(work, union, wanted);
        } else if (at instanceof CogroupNode cogroup) {
            for (PlanNode parent : cogroup.parents()) {
                prepare(work, parent, wanted);
            }
        }
    }

    private void prepare(Work work, UnionNode union, List<Integer> wanted) throws Exception {
        List<List<Integer>> ofParents = new ArrayList<>(union.parents().size());
        union.parents().forEach(parent -> ofParents.add(new ArrayList<>()));
        for (int partition : wanted) {
            for (UnionNode.Piece piece : union.groups().get(partition)) {
                ofParents.get(piece.parent()).add(piece.partition());
            }
        }
        for (int parent = 0; parent < ofParents.size(); parent++) {
            if (!ofParents.get(parent).isEmpty()) {
                prepare(work, union.parents().get(parent), ofParents.get(parent));
            }
        }
    }
}
