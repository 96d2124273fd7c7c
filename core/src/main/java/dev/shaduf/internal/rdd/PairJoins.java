// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of an RDD of pairs that bring it together with another by key. */
abstract class PairJoins<K, V> extends PairFront<K, V> {
    PairJoins(RddFactory factory, PlanNode node) {
        super(factory, node);
    }

    @Override
    public <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
        return cogroup(other, null, Origins.here("cogroup"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other, Partitioner partitioner) {
        return cogroup(other, partitioner, Origins.here("cogroup"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other) {
        return join(other, null, JoinKind.INNER, Origins.here("join"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.INNER, Origins.here("join"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.LEFT, Origins.here("leftOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.LEFT, Origins.here("leftOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.RIGHT, Origins.here("rightOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.RIGHT, Origins.here("rightOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.FULL, Origins.here("fullOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.FULL, Origins.here("fullOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other) {
        return subtractByKey(other, null, Origins.here("subtractByKey"));
    }

    @Override
    public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, Partitioner partitioner) {
        return subtractByKey(other, partitioner, Origins.here("subtractByKey"));
    }

    private PairRDD<K, V> subtractByKey(PairRDD<K, ?> other, @Nullable Partitioner partitioner, Origin origin) {
        PlanNode right = factory.own(other, origin);
        return like(Joins.subtractedByKey(node(), right, target(partitioner, right), origin));
    }

    private <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
            PairRDD<K, W> other, @Nullable Partitioner partitioner, Origin origin) {
        PlanNode right = factory.own(other, origin);
        return factory.pairs(Joins.cogroup(node(), right, target(partitioner, right), origin));
    }

    private <A, B> PairRDD<K, Tuple2<A, B>> join(
            PairRDD<K, ?> other, @Nullable Partitioner partitioner, JoinKind kind, Origin origin) {
        PlanNode right = factory.own(other, origin);
        return factory.pairs(Joins.join(node(), right, target(partitioner, right), kind, origin));
    }

    private Partitioner target(@Nullable Partitioner given, PlanNode right) {
        return given != null ? given : Shuffles.defaultPartitioner(parallelism(), node(), right);
    }
}
