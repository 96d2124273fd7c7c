// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the RDDs of the parent's last slides. The parent keeps its records, because each is read once per window;
 * persisting this stream means persisting the parent.
 */
final class WindowedStream<R extends RDD<?>> extends StreamNode<R> {
    private final StreamNode<R> parent;
    private final Window window;
    private final Front<R> front;

    WindowedStream(Operation operation, StreamNode<R> parent, Window window, Front<R> front) {
        super(operation, List.of(parent));
        this.parent = parent;
        this.window = window;
        this.front = front;
        if (!parent.level().keeps() && !parent.keepsRecords()) {
            parent.persist(StorageLevel.MEMORY_ONLY);
        }
    }

    @Override
    Duration slide() {
        return window.slide();
    }

    @Override
    Duration lookback() {
        return window.length();
    }

    @Override
    boolean isReplayable() {
        return false;
    }

    @Override
    boolean needsEveryTime() {
        return true;
    }

    @Override
    void persist(StorageLevel newLevel) {
        parent.persist(newLevel);
    }

    @Override
    Optional<R> compute(Time time) throws Exception {
        List<PlanNode> nodes = new ArrayList<>();
        for (Time past : graph().batches().within(time.minus(window.length()), time)) {
            parent.rddOfWindow(past).map(RddFactory::node).ifPresent(nodes::add);
        }
        return Optional.of(front.of(UnionNode.of(nodes, operation().origin())));
    }
}
