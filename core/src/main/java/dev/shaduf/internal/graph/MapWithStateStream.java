// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.StateSpec;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/** {@code mapWithState}: what the function returned for each record. */
final class MapWithStateStream<K, V, S, M> extends StatefulStream<K, V, RDD<M>> {
    private final StateSpec<K, V, S, M> spec;

    MapWithStateStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            StateSpec<K, V, S, M> spec,
            Partitioning partitioning) {
        super(operation, parent, partitioning);
        this.spec = spec;
    }

    @Override
    @Nullable
    PairRDD<K, S> initial() {
        return spec.initialState().orElse(null);
    }

    @Override
    StateUpdate update(Time time) {
        return new MapWithStateUpdate<>(
                spec.function(), spec.timeout().orElse(null), operation().origin());
    }

    @Override
    RDD<M> result(StateUpdateNode update) {
        return graph().factory().rdd(update);
    }
}
