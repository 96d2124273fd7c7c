// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/** An operator that makes its RDD from the RDD of one parent at the same time. */
abstract class UnaryStream<P extends RDD<?>, R extends RDD<?>> extends StreamNode<R> {
    private final StreamNode<? extends P> parent;

    UnaryStream(Operation operation, StreamNode<? extends P> parent) {
        super(operation, List.of(parent));
        this.parent = parent;
    }

    @Override
    final Optional<R> compute(Time time) throws Exception {
        Optional<? extends P> input = parent.rdd(time);
        if (input.isEmpty()) {
            return Optional.empty();
        }
        P rdd = input.get();
        return Optional.of(within(() -> apply(rdd, time)));
    }

    abstract R apply(P rdd, Time time) throws Exception;
}
