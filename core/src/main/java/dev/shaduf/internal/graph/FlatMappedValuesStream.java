// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.rdd.PairRDD;

/** Maps each value to any number of values and keeps the key. */
final class FlatMappedValuesStream<K, V, U> extends RecordStream<PairRDD<K, V>, PairRDD<K, U>> {
    private final FlatMapFunction<V, U> f;

    FlatMappedValuesStream(Operation operation, StreamNode<? extends PairRDD<K, V>> parent, FlatMapFunction<V, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, U> apply(PairRDD<K, V> rdd) {
        return rdd.flatMapValues(f);
    }
}
