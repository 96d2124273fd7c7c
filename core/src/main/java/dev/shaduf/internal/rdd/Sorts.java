// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plans of what sorts across partitions: the keys are sampled at once, to find ranges of about the same size. */
final class Sorts {
    /** Keys drawn for each partition of the result, over all. */
    private static final int DRAWN_PER_PARTITION = 60;
    /** Keys drawn from a partition at least, and at most. */
    private static final int LEAST = 64;

    private static final int MOST = 1 << 20;

    private Sorts() {}

    /** Sorts pairs by key. */
    static PlanNode byKey(RddFactory factory, PlanNode pairs, Comparator<Object> order, int partitions, Origin origin) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    origin + " asks for " + partitions + " partitions: at least 1 is needed");
        }
        UserOrder checked = new UserOrder(order, origin);
        List<Object> bounds = partitions == 1 ? List.of() : bounds(factory, pairs, checked, partitions, origin);
        return new ShuffleNode(pairs, new RangePartitioner(bounds, checked), null, checked, origin);
    }

    /** Moves pairs to the partitions of their keys and sorts each partition by key. */
    static PlanNode within(PlanNode pairs, Partitioner target, Comparator<Object> order, Origin origin) {
        return new ShuffleNode(pairs, target, null, new UserOrder(order, origin), origin);
    }

    private static List<Object> bounds(
            RddFactory factory, PlanNode pairs, UserOrder order, int partitions, Origin origin) {
        PlanNode keys = new NarrowNode(pairs, new KeysStep(origin), false, origin);
        long wanted = (long) DRAWN_PER_PARTITION * partitions / Math.max(1, pairs.partitions());
        int size = (int) Math.min(MOST, Math.max(LEAST, wanted));
        return factory.act(origin, scope -> {
            List<SampleTerminal.Sample> samples = factory.run(keys, new SampleTerminal(size), scope, origin);
            return bounds(weighted(samples, order), partitions, order);
        });
    }

    /** A key drawn, and for how many it stands. */
    private record Weighted(Object key, double weight) {}

    private static List<Weighted> weighted(List<SampleTerminal.Sample> samples, UserOrder order) {
        List<Weighted> all = new ArrayList<>();
        for (SampleTerminal.Sample sample : samples) {
            double weight = (double) sample.count() / Math.max(1, sample.drawn().size());
            sample.drawn().forEach(key -> all.add(new Weighted(key, weight)));
        }
        all.sort(Comparator.comparing(Weighted::key, order));
        return all;
    }

    private static List<Object> bounds(List<Weighted> keys, int partitions, UserOrder order) {
        double step = keys.stream().mapToDouble(Weighted::weight).sum() / partitions;
        List<Object> bounds = new ArrayList<>();
        double passed = 0;
        for (Weighted key : keys) {
            passed += key.weight();
            boolean due = bounds.size() < partitions - 1 && passed >= step * (bounds.size() + 1);
            if (due && (bounds.isEmpty() || order.compare(key.key(), bounds.get(bounds.size() - 1)) > 0)) {
                bounds.add(key.key());
            }
        }
        return List.copyOf(bounds);
    }
}
