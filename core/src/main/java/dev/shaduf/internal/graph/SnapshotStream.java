// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.StateViewNode;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/** {@code stateSnapshots}: the whole state of {@code mapWithState} after each batch. */
final class SnapshotStream<K, S> extends StreamNode<PairRDD<K, S>> {
    private final MapWithStateStream<K, ?, S, ?> stateful;

    SnapshotStream(Operation operation, MapWithStateStream<K, ?, S, ?> stateful) {
        super(operation, List.of(stateful));
        this.stateful = stateful;
    }

    @Override
    boolean keepsRecords() {
        return true;
    }

    @Override
    Optional<PairRDD<K, S>> compute(Time time) throws Exception {
        return stateful.updateAt(time)
                .map(update -> graph().factory()
                        .pairs(new StateViewNode(update, operation().origin())));
    }
}
