// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;

/** Combines the values of each key over a window, from the results of its batches, which are in the state. */
final class WindowReduceStream<K, V> extends WindowStateStream<K, V> {
    private final Function2<V, V, V> f;

    WindowReduceStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Function2<V, V, V> f,
            Window window,
            Partitioning partitioning) {
        super(operation, parent, f, window, partitioning);
        this.f = f;
    }

    @Override
    StateUpdate update(Time time) {
        return new WindowReduceUpdate<>(f, lookback(), valid(time), operation().origin());
    }

    @Override
    PairRDD<K, V> result(StateUpdateNode update) {
        return graph().factory().pairs(update);
    }
}
