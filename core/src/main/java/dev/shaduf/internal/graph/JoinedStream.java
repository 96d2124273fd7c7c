// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/** Brings two streams together by key, batch by batch: {@code cogroup} and the four joins. */
final class JoinedStream<K, V, W, X> extends StreamNode<PairRDD<K, X>> {
    private final StreamNode<? extends PairRDD<K, V>> left;
    private final StreamNode<? extends PairRDD<K, W>> right;
    private final Join<K, V, W, X> join;
    private final Partitioning partitioning;

    /** How two RDDs are joined. */
    @FunctionalInterface
    interface Join<K, V, W, X> {
        /** Joins them. */
        PairRDD<K, X> of(PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner);
    }

    JoinedStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> left,
            StreamNode<? extends PairRDD<K, W>> right,
            Join<K, V, W, X> join,
            Partitioning partitioning) {
        super(operation, List.of(left, right));
        this.left = left;
        this.right = right;
        this.join = join;
        this.partitioning = partitioning;
    }

    @Override
    Optional<PairRDD<K, X>> compute(Time time) throws Exception {
        Optional<? extends PairRDD<K, V>> first = left.rdd(time);
        Optional<? extends PairRDD<K, W>> second = right.rdd(time);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        PairRDD<K, V> a = first.get();
        PairRDD<K, W> b = second.get();
        return Optional.of(within(() -> join.of(a, b, partitioning.at(time))));
    }
}
