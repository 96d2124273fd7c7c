// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Optional;

/** Combines the values of each key over a window, from the results of its batches, which are in the state. */
final class WindowReduceStream<K, V> extends StatefulStream<K, V, PairRDD<K, V>> {
    private final Function2<V, V, V> f;
    private final Window window;

    WindowReduceStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Function2<V, V, V> f,
            Window window,
            Partitioning partitioning) {
        super(operation, parent, partitioning);
        this.f = f;
        this.window = window;
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
    Optional<? extends PairRDD<K, V>> input(Time time) throws Exception {
        return inputOfWindow(time);
    }

    @Override
    boolean needsEveryTime() {
        return true;
    }

    @Override
    PairRDD<K, V> feed(PairRDD<K, V> rdd, Partitioner partitioner) {
        return rdd.reduceByKey(partitioner, f);
    }

    @Override
    StateUpdate update(Time time) {
        return new WindowReduceUpdate<>(
                f, window.length(), valid(time), operation().origin());
    }

    @Override
    PairRDD<K, V> result(StateUpdateNode update) {
        return graph().factory().pairs(update);
    }
}
