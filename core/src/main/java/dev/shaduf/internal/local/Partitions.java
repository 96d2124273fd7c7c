// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.Step;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.engine.shuffle.Cogroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Opens the partitions of nodes: narrow nodes become one fused chain on top of the node that they begin with. */
final class Partitions {
    private final Shuffles shuffles;
    private final Storage storage;
    private final States states;

    Partitions(Shuffles shuffles, Storage storage, States states) {
        this.shuffles = shuffles;
        this.storage = storage;
        this.states = states;
    }

    /** Runs the task's partition of a node into a stage and finishes that. */
    void drain(Work work, PlanNode node, TaskContext task, Stage last) throws Exception {
        Chain chain = Chain.to(node);
        Pipeline.drain(task, head(work, chain.head(), task), chain.steps(), last);
    }

    /** Opens a partition of a node: the one that the task, as this node sees it, has. */
    Input open(Work work, PlanNode node, TaskContext task) throws Exception {
        Chain chain = Chain.to(node);
        return Pipeline.through(task, head(work, chain.head(), task), chain.steps());
    }

    private Input head(Work work, PlanNode node, TaskContext task) throws Exception {
        if (node instanceof SourceNode source) {
            return source.reader().open(task);
        }
        if (node instanceof ShuffleNode shuffle) {
            return shuffles.open(work, shuffle, task.partition());
        }
        if (node instanceof CachedNode cached) {
            return storage.open(cached, task.partition(), () -> open(work, cached.parent(), task));
        }
        if (node instanceof UnionNode union) {
            return union(work, union, task);
        }
        if (node instanceof CogroupNode cogroup) {
            return new Cogroup(cogroup.parents().size(), cogroup.origin())
                    .of(parent -> open(work, cogroup.parents().get(parent), task), task);
        }
        if (node instanceof StateUpdateNode update) {
            return states.emitted(work, update, task.partition());
        }
        if (node instanceof StateViewNode view) {
            return states.view(work, view.update(), task.partition());
        }
        throw new IllegalArgumentException("the local engine does not know the plan node " + node.getClass());
    }

    private Input union(Work work, UnionNode union, TaskContext task) throws Exception {
        List<UnionNode.Piece> pieces = union.groups().get(task.partition());
        if (pieces.size() == 1) {
            return piece(work, union, pieces.get(0), task);
        }
        List<Input.Opener> parts = new ArrayList<>(pieces.size());
        for (UnionNode.Piece piece : pieces) {
            parts.add(() -> piece(work, union, piece, task));
        }
        return Input.concat(parts);
    }

    private Input piece(Work work, UnionNode union, UnionNode.Piece piece, TaskContext task) throws Exception {
        return open(work, union.parents().get(piece.parent()), task.at(piece.partition()));
    }

    /** The narrow steps that end at a node, and the node before the first of them. */
    private record Chain(PlanNode head, List<Step> steps) {
        static Chain to(PlanNode node) {
            PlanNode head = node;
            List<Step> steps = new ArrayList<>();
            while (head instanceof NarrowNode narrow) {
                steps.add(narrow.step());
                head = narrow.parent();
            }
            Collections.reverse(steps);
            return new Chain(head, steps);
        }
    }
}
