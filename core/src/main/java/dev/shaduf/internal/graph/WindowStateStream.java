// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Optional;

/** A reduction by key over a window whose state takes in each batch, reduced, when it comes. */
abstract class WindowStateStream<K, V> extends StatefulStream<K, V, PairRDD<K, V>> {
    private final Function2<V, V, V> reduce;
    private final Window window;

    WindowStateStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Function2<V, V, V> reduce,
            Window window,
            Partitioning partitioning) {
        super(operation, parent, partitioning);
        this.reduce = reduce;
        this.window = window;
    }

    @Override
    final Duration slide() {
        return window.slide();
    }

    @Override
    final Duration lookback() {
        return window.length();
    }

    @Override
    final Optional<? extends PairRDD<K, V>> input(Time time) throws Exception {
        return inputOfWindow(time);
    }

    @Override
    final boolean needsEveryTime() {
        return true;
    }

    @Override
    final PairRDD<K, V> feed(PairRDD<K, V> rdd, Partitioner partitioner) {
        return rdd.reduceByKey(partitioner, reduce);
    }
}
