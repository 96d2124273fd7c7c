// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.MapWithStateDStream;
import dev.shaduf.dstream.PairDStream;

/** What {@code mapWithState} returned, and the view of its state. */
final class MapWithStateHandle<K, V, S, M> extends DStreamHandle<M> implements MapWithStateDStream<K, V, S, M> {
    private final MapWithStateStream<K, V, S, M> stateful;

    MapWithStateHandle(MapWithStateStream<K, V, S, M> stateful) {
        super(stateful);
        this.stateful = stateful;
    }

    @Override
    public PairDStream<K, S> stateSnapshots() {
        return new PairDStreamHandle<>(new SnapshotStream<>(operation("stateSnapshots"), stateful));
    }
}
