// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Gives all records of a batch one key, so that they are combined into one. */
final class SingleKeyStream<T> extends UnaryStream<RDD<T>, PairRDD<Integer, T>> {
    SingleKeyStream(Operation operation, StreamNode<? extends RDD<T>> parent) {
        super(operation, parent);
    }

    @Override
    PairRDD<Integer, T> apply(RDD<T> rdd, Time time) {
        return rdd.mapToPair(record -> new Tuple2<>(CountStep.KEY, record));
    }
}
