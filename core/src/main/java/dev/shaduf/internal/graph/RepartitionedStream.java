// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Redistributes the records of each batch over a number of partitions. */
final class RepartitionedStream<T, R extends RDD<T>> extends UnaryStream<R, R> {
    private final Partitioning partitioning;

    RepartitionedStream(Operation operation, StreamNode<R> parent, Partitioning partitioning) {
        super(operation, parent);
        this.partitioning = partitioning;
    }

    // An RDD of pairs answers with one.
    @SuppressWarnings("unchecked")
    @Override
    R apply(R rdd, Time time) {
        return (R) rdd.repartition(partitioning.at(time).numPartitions());
    }
}
