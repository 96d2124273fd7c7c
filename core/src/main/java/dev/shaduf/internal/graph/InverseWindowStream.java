// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Combines the values of each key over a window by what comes and what goes. */
final class InverseWindowStream<K, V> extends StatefulStream<K, V, PairRDD<K, V>> {
    private final Functions<K, V> functions;
    private final Window window;

    /** What comes is reduced into the window, what goes is taken out, and the filter says what stays. */
    record Functions<K, V>(
            Function2<V, V, V> reduce,
            Function2<V, V, V> inverse,
            @Nullable Function<Tuple2<K, V>, Boolean> filter) {}

    InverseWindowStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Functions<K, V> functions,
            Window window,
            Partitioning partitioning) {
        super(operation, parent, partitioning);
        this.functions = functions;
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
        return rdd.reduceByKey(partitioner, functions.reduce());
    }

    @Override
    StateUpdate update(Time time) {
        return updateOf();
    }

    private InverseWindowUpdate<K, V> updateOf() {
        return new InverseWindowUpdate<>(
                functions.reduce(),
                functions.inverse(),
                window.length(),
                functions.filter(),
                operation().origin());
    }

    @Override
    PairRDD<K, V> result(StateUpdateNode update) {
        return graph().factory().pairs(updateOf().result(update));
    }
}
