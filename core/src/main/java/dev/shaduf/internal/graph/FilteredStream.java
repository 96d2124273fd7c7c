// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.RDD;

/** Keeps the records for which a function returns true. */
final class FilteredStream<T, R extends RDD<T>> extends RecordStream<R, R> {
    private final Function<T, Boolean> f;

    FilteredStream(Operation operation, StreamNode<R> parent, Function<T, Boolean> f) {
        super(operation, parent);
        this.f = f;
    }

    // An RDD of pairs answers with one.
    @SuppressWarnings("unchecked")
    @Override
    R apply(R rdd) {
        return (R) rdd.filter(f);
    }
}
