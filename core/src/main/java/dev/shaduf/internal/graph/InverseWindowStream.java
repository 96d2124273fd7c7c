// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/** Combines the values of each key over a window by what comes and what goes. */
final class InverseWindowStream<K, V> extends WindowStateStream<K, V> {
    private final Functions<K, V> functions;

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
        super(operation, parent, functions.reduce(), window, partitioning);
        this.functions = functions;
    }

    @Override
    StateUpdate update(Time time) {
        return updateOf();
    }

    private InverseWindowUpdate<K, V> updateOf() {
        return new InverseWindowUpdate<>(
                functions.reduce(),
                functions.inverse(),
                lookback(),
                functions.filter(),
                operation().origin());
    }

    @Override
    PairRDD<K, V> result(StateUpdateNode update) {
        return graph().factory().pairs(updateOf().result(update));
    }
}
