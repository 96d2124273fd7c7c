// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.engine.UnionNode.Piece;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans of what redistributes records, or would if they were not where they belong already. */
final class Shuffles {
    private Shuffles() {}

    /** The partitioner of an input that has one, the one with most partitions; else hash partitions. */
    static Partitioner defaultPartitioner(int parallelism, PlanNode... inputs) {
        return Arrays.stream(inputs)
                .map(PlanNode::partitioner)
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(Partitioner::numPartitions))
                .orElseGet(() -> new HashPartitioner(parallelism));
    }

    /** Moves pairs to the partitions of their keys, unless they are there. */
    static PlanNode partitioned(PlanNode pairs, Partitioner target, Origin origin) {
        return isPartitioned(pairs, target) ? pairs : new ShuffleNode(pairs, target, null, null, origin);
    }

    /** Combines the values of each key, without a shuffle where all records of a key are in one partition already. */
    static PlanNode combined(PlanNode pairs, Partitioner target, Combine combine, Origin origin) {
        return isPartitioned(pairs, target)
                ? new NarrowNode(pairs, new CombineStep(combine, origin), true, origin)
                : new ShuffleNode(pairs, target, combine, null, origin);
    }

    /** A combination with functions of the user's; without {@code create} the first value is the combination. */
    static Combine combine(
            @Nullable Function<?, ?> create,
            Function2<?, ?, ?> mergeValue,
            Function2<?, ?, ?> mergeCombiners,
            boolean mapSide,
            Origin origin) {
        return new Combine(
                create == null ? Identity.INSTANCE : new UserFunction(Erased.as(create), origin),
                new UserFunction2(Erased.as(mergeValue), origin),
                new UserFunction2(Erased.as(mergeCombiners), origin),
                mapSide);
    }

    /** A combination that begins with a neutral value. */
    static Combine combine(
            ZeroValue zero, Function2<?, ?, ?> mergeValue, Function2<?, ?, ?> mergeCombiners, Origin origin) {
        return new Combine(
                new FromZero(zero, Erased.as(mergeValue), origin),
                new UserFunction2(Erased.as(mergeValue), origin),
                new UserFunction2(Erased.as(mergeCombiners), origin),
                true);
    }

    /** Keeps one of equal records. */
    static PlanNode distinct(PlanNode records, int partitions, Origin origin) {
        PlanNode keyed = new NarrowNode(records, new ToKeyStep(), false, origin);
        Combine keepFirst = new Combine(Identity.INSTANCE, KeepFirst.INSTANCE, KeepFirst.INSTANCE, true);
        PlanNode combined = new ShuffleNode(keyed, new HashPartitioner(partitions), keepFirst, null, origin);
        return new NarrowNode(combined, new KeysStep(origin), false, origin);
    }

    /** Deals records out by their position. */
    static PlanNode repartitioned(PlanNode records, int partitions, Origin origin) {
        requirePartitions(partitions, origin);
        PlanNode dealt = new NarrowNode(records, new PositionStep(partitions), false, origin);
        PlanNode moved = new ShuffleNode(dealt, new PositionPartitioner(partitions), null, null, origin);
        return new NarrowNode(moved, new ValuesStep(origin), false, origin);
    }

    /** Puts neighbouring partitions one behind the other. */
    static PlanNode coalesced(PlanNode records, int partitions, Origin origin) {
        requirePartitions(partitions, origin);
        int present = records.partitions();
        if (partitions >= present) {
            return records;
        }
        List<List<Piece>> groups = new ArrayList<>();
        for (int group = 0; group < partitions; group++) {
            int from = (int) ((long) present * group / partitions);
            int to = (int) ((long) present * (group + 1) / partitions);
            groups.add(pieces(from, to));
        }
        return new UnionNode(List.of(records), List.copyOf(groups), origin);
    }

    static boolean isPartitioned(PlanNode pairs, Partitioner target) {
        return pairs.partitioner().filter(target::equals).isPresent();
    }

    private static List<Piece> pieces(int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        for (int partition = from; partition < to; partition++) {
            pieces.add(new Piece(0, partition));
        }
        return List.copyOf(pieces);
    }

    private static void requirePartitions(int partitions, Origin origin) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    origin + " asks for " + partitions + " partitions: at least 1 is needed");
        }
    }
}
