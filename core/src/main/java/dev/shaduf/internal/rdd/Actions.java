// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.Function2;
import dev.shaduf.function.VoidFunction;
import dev.shaduf.internal.text.TextDirectory;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The actions on one node: each runs a job, or a few, and brings the result to the caller. */
record Actions<T>(RddFactory factory, PlanNode node, Origin origin) {
    /** How much more partitions are computed each time that too few records have been found. */
    private static final int GROWTH = 4;

    List<T> collect() {
        return factory.act(origin, scope -> Erased.concat(factory.run(node, CollectTerminal.ALL, scope, origin)));
    }

    long count() {
        return counts().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts the records of each partition. */
    List<Long> counts() {
        return factory.act(origin, scope -> factory.run(node, new CountTerminal(), scope, origin));
    }

    Map<T, Long> countByValue() {
        return factory.act(origin, scope -> {
            Map<Object, Long> counts = new HashMap<>();
            factory.run(node, new CountByValueTerminal(), scope, origin)
                    .forEach(part -> part.forEach((record, count) -> counts.merge(record, count, Long::sum)));
            return Erased.as(counts);
        });
    }

    T reduce(Function2<T, T, T> f) {
        Function2<Object, Object, Object> erased = Erased.as(PlannedRdd.given(f, origin));
        List<Object> parts = factory.act(
                origin,
                scope -> combined(
                        Erased.concat(factory.run(node, new ReduceTerminal(erased, origin), scope, origin)), erased));
        if (parts.isEmpty()) {
            throw new UnsupportedOperationException("empty collection: " + origin + " found no records");
        }
        return Erased.as(parts.get(0));
    }

    <U> U aggregate(U zero, Function2<U, T, U> add, Function2<U, U, U> join) {
        Function2<Object, Object, Object> adding = Erased.as(PlannedRdd.given(add, origin));
        Function2<Object, Object, Object> joining = Erased.as(PlannedRdd.given(join, origin));
        ZeroValue neutral = ZeroValue.of(zero, origin);
        return factory.act(origin, scope -> {
            List<Object> parts = new ArrayList<>(List.of(neutral.call()));
            parts.addAll(factory.run(node, new AggregateTerminal(neutral, adding, origin), scope, origin));
            return Erased.as(combined(parts, joining).get(0));
        });
    }

    List<T> takeOrdered(int num, Comparator<T> order) {
        requireNotNegative(num);
        UserOrder checked = new UserOrder(Erased.as(PlannedRdd.given(order, origin)), origin);
        TakeOrderedTerminal least = new TakeOrderedTerminal(num, checked);
        return factory.act(origin, scope -> Erased.as(least.merged(factory.run(node, least, scope, origin))));
    }

    List<T> takeSample(boolean withReplacement, int num, long seed) {
        requireNotNegative(num);
        return factory.act(origin, scope -> {
            List<Long> counts = factory.run(node, new CountTerminal(), scope, origin);
            Picks picks = Picks.draw(withReplacement, num, seed, counts);
            return Erased.as(picks.of(factory.run(node, new PickTerminal(picks.wanted()), scope, origin)));
        });
    }

    long countApproxDistinct(double relativeSd) {
        if (!(relativeSd >= 0.000_5 && relativeSd <= 0.4)) {
            throw new IllegalArgumentException(origin + " asks for a relative standard deviation of " + relativeSd
                    + "; it may be from 0.0005 to 0.4");
        }
        DistinctTerminal distinct = DistinctTerminal.of(relativeSd);
        return factory.act(origin, scope -> distinct.estimate(factory.run(node, distinct, scope, origin)));
    }

    void saveAsTextFile(String path) {
        TextDirectory directory = TextDirectory.create(path, origin);
        try {
            directory.publish(factory.act(origin, scope -> factory.run(node, directory.parts(), scope, origin)));
        } finally {
            directory.discard();
        }
    }

    List<T> take(int num) {
        requireNotNegative(num);
        return num == 0 ? new ArrayList<>() : factory.act(origin, scope -> taken(num, scope));
    }

    T first() {
        List<T> found = take(1);
        if (found.isEmpty()) {
            throw new NoSuchElementException("empty collection: " + origin + " found no records");
        }
        return found.get(0);
    }

    boolean isEmpty() {
        return take(1).isEmpty();
    }

    void foreach(VoidFunction<T> f) {
        VoidFunction<Object> erased = Erased.as(PlannedRdd.given(f, origin));
        factory.act(origin, scope -> factory.run(node, new ForeachTerminal(erased, origin), scope, origin));
    }

    void foreachPartition(VoidFunction<Iterator<T>> f) {
        VoidFunction<Iterator<Object>> erased = Erased.as(PlannedRdd.given(f, origin));
        PlanNode run = new NarrowNode(node, new ForeachPartitionStep(erased, origin), false, origin);
        factory.act(origin, scope -> factory.run(run, new CountTerminal(), scope, origin));
    }

    /** Collects only the partition that a partitioner assigns to a key. */
    List<T> collect(Partitioner partitioner, Object key) {
        return factory.act(origin, scope -> {
            int partition = partitionOf(partitioner, key);
            return Erased.concat(run(CollectTerminal.ALL, partition, partition + 1, scope));
        });
    }

    private void requireNotNegative(int num) {
        if (num < 0) {
            throw new IllegalArgumentException(origin + " asks for " + num + " records: 0 is the least");
        }
    }

    private int partitionOf(Partitioner partitioner, Object key) {
        try {
            int partition = partitioner.getPartition(key);
            if (partition < 0 || partition >= node.partitions()) {
                throw new IllegalStateException(
                        "partitioner " + partitioner.getClass().getName()
                                + " assigned a key to partition " + partition + "; there are partitions 0 to "
                                + (node.partitions() - 1));
            }
            return partition;
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }

    private List<Object> combined(List<Object> parts, Function2<Object, Object, Object> f) {
        if (parts.isEmpty()) {
            return parts;
        }
        Object result = parts.get(0);
        for (Object part : parts.subList(1, parts.size())) {
            result = ReduceTerminal.combine(f, result, part, origin);
        }
        return List.of(result);
    }

    private List<T> taken(int num, JobScope scope) throws Exception {
        List<Object> found = new ArrayList<>();
        int all = node.partitions();
        int to;
        for (int from = 0; from < all && found.size() < num; from = to) {
            to = (int) Math.min(all, from == 0 ? 1 : (long) from * (1 + GROWTH));
            for (List<Object> part : run(new CollectTerminal(num - found.size()), from, to, scope)) {
                found.addAll(part.subList(0, Math.min(part.size(), num - found.size())));
            }
        }
        return Erased.as(found);
    }

    private List<List<Object>> run(CollectTerminal terminal, int from, int to, JobScope scope) throws Exception {
        List<Integer> partitions = IntStream.range(from, to).boxed().toList();
        return factory.run(new Job<>(node, partitions, terminal, scope, origin.toString()));
    }
}
