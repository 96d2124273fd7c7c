// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.List;

/** Gathers each partition into one list. */
final class GlommedStream<T> extends UnaryStream<RDD<T>, RDD<List<T>>> {
    GlommedStream(Operation operation, StreamNode<? extends RDD<T>> parent) {
        super(operation, parent);
    }

    @Override
    RDD<List<T>> apply(RDD<T> rdd, Time time) {
        return rdd.glom();
    }
}
