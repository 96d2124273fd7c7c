// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.function.Function4;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code updateStateByKey}: every key with its state, updated every batch. */
final class UpdatedStateStream<K, V, S> extends StatefulStream<K, V, PairRDD<K, S>> {
    private final Function4<Time, K, List<V>, Optional<S>, Optional<S>> f;
    private final @Nullable PairRDD<K, S> initial;

    UpdatedStateStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> f,
            Partitioning partitioning,
            @Nullable PairRDD<K, S> initial) {
        super(operation, parent, partitioning);
        this.f = f;
        this.initial = initial;
    }

    @Override
    boolean needsEveryTime() {
        return true;
    }

    @Override
    @Nullable
    PairRDD<K, S> initial() {
        return initial;
    }

    @Override
    StateUpdate update(Time time) {
        return new UpdateStateByKeyUpdate<>(f, operation().origin());
    }

    @Override
    PairRDD<K, S> result(StateUpdateNode update) {
        return graph().factory().pairs(new StateViewNode(update, operation().origin()));
    }
}
