// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.RDD;

/** Applies a function to each record. */
final class MappedStream<T, U> extends RecordStream<RDD<T>, RDD<U>> {
    private final Function<T, U> f;

    MappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, Function<T, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    RDD<U> apply(RDD<T> rdd) {
        return rdd.map(f);
    }
}
