// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.PairFunction;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;

/** Maps each record to a pair. */
final class PairMappedStream<T, K, V> extends RecordStream<RDD<T>, PairRDD<K, V>> {
    private final PairFunction<T, K, V> f;

    PairMappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, PairFunction<T, K, V> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, V> apply(RDD<T> rdd) {
        return rdd.mapToPair(f);
    }
}
