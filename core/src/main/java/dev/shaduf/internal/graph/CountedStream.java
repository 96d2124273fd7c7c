// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Counts the records of each batch: exactly one pair of {@link CountStep#KEY} and the count, also for an empty batch. */
final class CountedStream<T> extends UnaryStream<RDD<T>, PairRDD<Integer, Long>> {
    CountedStream(Operation operation, StreamNode<? extends RDD<T>> parent) {
        super(operation, parent);
    }

    @Override
    PairRDD<Integer, Long> apply(RDD<T> rdd, Time time) {
        Origin origin = operation().origin();
        PlanNode counts = new NarrowNode(RddFactory.node(rdd), new CountStep(), false, origin);
        PlanNode gathered =
                counts.partitions() == 1 ? counts : new ShuffleNode(counts, new HashPartitioner(1), null, null, origin);
        return graph().factory().pairs(new NarrowNode(gathered, new TotalStep(), true, origin));
    }
}
