// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Drops the keys. */
final class ValuesStream<K, V> extends UnaryStream<PairRDD<K, V>, RDD<V>> {
    ValuesStream(Operation operation, StreamNode<? extends PairRDD<K, V>> parent) {
        super(operation, parent);
    }

    @Override
    RDD<V> apply(PairRDD<K, V> rdd, Time time) {
        return rdd.values();
    }
}
