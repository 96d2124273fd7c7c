// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.engine.shuffle.Cogroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Opens partitions of parts within one task: narrow nodes become one fused chain on top of what it begins with. */
final class Reading {
    /** Reads other RDDs. */
    @FunctionalInterface
    interface Parents {
        /** Reads a partition of one. */
        Iterator<?> read(Piece piece);
    }

    private final Part part;
    private final Parents parents;
    private final TaskContext task;

    Reading(Part part, Parents parents, TaskContext task) {
        this.part = part;
        this.parents = parents;
        this.task = task;
    }

    TaskContext task() {
        return task;
    }

    /** Runs the partition into a stage and finishes that. */
    void drain(Stage last) throws Exception {
        drain(part, last);
    }

    void drain(Part from, Stage last) throws Exception {
        if (from instanceof Part.Chain chain) {
            Pipeline.drain(task, open(chain.head(), task), chain.steps(), last);
        } else {
            Pipeline.drain(task, open(from, task), List.of(), last);
        }
    }

    /** Opens the partition. */
    Input open() throws Exception {
        return open(part, task);
    }

    private Input open(Part from, TaskContext at) throws Exception {
        if (from instanceof Part.Source source) {
            return source.reader().open(at);
        }
        if (from instanceof Part.Parent parent) {
            return parent.elements().read(parents.read(new Piece(parent.parent(), at.partition())));
        }
        if (from instanceof Part.View view) {
            return ExecutorTables.view(view.version().get(), at.partition());
        }
        if (from instanceof Part.Chain chain) {
            return Pipeline.through(at, open(chain.head(), at), chain.steps());
        }
        if (from instanceof Part.Union union) {
            return union(union, at);
        }
        Part.Grouped grouped = (Part.Grouped) from;
        return new Cogroup(grouped.parts().size(), grouped.origin())
                .of(parent -> open(grouped.parts().get(parent), at), at);
    }

    private Input union(Part.Union union, TaskContext at) throws Exception {
        List<UnionNode.Piece> pieces = union.groups().get(at.partition());
        if (pieces.size() == 1) {
            return piece(union, pieces.get(0), at);
        }
        List<Input.Opener> parts = new ArrayList<>(pieces.size());
        for (UnionNode.Piece piece : pieces) {
            parts.add(() -> piece(union, piece, at));
        }
        return Input.concat(parts);
    }

    private Input piece(Part.Union union, UnionNode.Piece piece, TaskContext at) throws Exception {
        return open(union.parts().get(piece.parent()), at.at(piece.partition()));
    }
}
