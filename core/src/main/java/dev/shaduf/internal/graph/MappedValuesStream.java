// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.PairRDD;

/** Maps each value and keeps its key. */
final class MappedValuesStream<K, V, U> extends RecordStream<PairRDD<K, V>, PairRDD<K, U>> {
    private final Function<V, U> f;

    MappedValuesStream(Operation operation, StreamNode<? extends PairRDD<K, V>> parent, Function<V, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, U> apply(PairRDD<K, V> rdd) {
        return rdd.mapValues(f);
    }
}
