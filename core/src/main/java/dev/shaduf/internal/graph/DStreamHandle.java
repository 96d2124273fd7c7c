// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStream;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.rdd.RDD;

/** A stream of single records. */
class DStreamHandle<T> extends StreamHandle<T, DStream<T>, RDD<T>> implements DStream<T> {
    DStreamHandle(StreamNode<RDD<T>> node) {
        super(node);
    }

    @Override
    final DStream<T> handle(StreamNode<RDD<T>> of) {
        return new DStreamHandle<>(of);
    }

    @Override
    final DStream<T> self() {
        return this;
    }

    @Override
    final RDD<T> front(PlanNode plan) {
        return graph().factory().rdd(plan);
    }
}
