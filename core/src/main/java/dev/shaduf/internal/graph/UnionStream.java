// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the records of streams together; duplicates stay. */
final class UnionStream<R extends RDD<?>> extends StreamNode<R> {
    private final Front<R> front;

    UnionStream(Operation operation, List<? extends StreamNode<?>> parents, Front<R> front) {
        super(operation, parents);
        this.front = front;
    }

    @Override
    Optional<R> compute(Time time) throws Exception {
        List<PlanNode> nodes = new ArrayList<>();
        for (StreamNode<?> parent : parents()) {
            parent.rdd(time).map(RddFactory::node).ifPresent(nodes::add);
        }
        return Optional.of(front.of(UnionNode.of(nodes, operation().origin())));
    }
}
