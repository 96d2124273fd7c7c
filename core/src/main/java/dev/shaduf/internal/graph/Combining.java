// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;

/** Operations over a list of streams. */
final class Combining {
    private Combining() {}

    /** Checks streams that are read together. */
    static List<StreamNode<?>> parents(Operation operation, List<? extends DStreamLike<?, ?, ?>> streams) {
        if (operation.given(streams, "list of streams").isEmpty()) {
            throw operation.refused("the list of streams is empty; give at least one");
        }
        List<StreamNode<?>> parents = new ArrayList<>();
        for (DStreamLike<?, ?, ?> stream : streams) {
            parents.add(parents.isEmpty() ? operation.reads(stream) : operation.readsBeside(parents.get(0), stream));
        }
        return parents;
    }

    static <R extends RDD<?>> TransformedStream<R> transformed(
            Operation operation, List<? extends DStreamLike<?, ?, ?>> streams, Function2<List<RDD<?>>, Time, R> f) {
        List<StreamNode<?>> parents = parents(operation, streams);
        return new TransformedStream<>(operation, parents, operation.given(f, "function")::call);
    }
}
