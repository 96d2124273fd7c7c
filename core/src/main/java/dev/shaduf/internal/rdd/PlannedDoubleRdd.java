// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.DoubleRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StatCounter;
import dev.shaduf.rdd.StorageLevel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An RDD of numbers as a node of the plan. */
final class PlannedDoubleRdd extends PlannedRdd<Double> implements DoubleRDD {
    PlannedDoubleRdd(RddFactory factory, PlanNode node) {
        super(factory, node);
    }

    @Override
    DoubleRDD like(PlanNode node) {
        return factory.doubles(node);
    }

    @Override
    public StatCounter stats() {
        return stats(Origins.here("stats"));
    }

    @Override
    public Tuple2<double[], long[]> histogram(int bucketCount) {
        Origin origin = Origins.here("histogram");
        if (bucketCount < 1) {
            throw new IllegalArgumentException(origin + " asks for " + bucketCount + " buckets: at least 1 is needed");
        }
        StatCounter stats = stats(origin);
        if (!Double.isFinite(stats.max()) || !Double.isFinite(stats.min())) {
            throw new UnsupportedOperationException(
                    origin + " found no numbers, or one that is infinite or not a number" + " (" + stats
                            + "); give the bounds of the buckets instead of their number");
        }
        double[] bounds = bounds(stats.min(), stats.max(), bucketCount);
        return stats.min() == stats.max()
                ? new Tuple2<>(bounds, new long[] {stats.count()})
                : new Tuple2<>(bounds, histogram(bounds, origin));
    }

    @Override
    public long[] histogram(double[] buckets) {
        Origin origin = Origins.here("histogram");
        double[] bounds = Arrays.stream(buckets).map(bound -> bound + 0.0).toArray();
        boolean increasing = IntStream.range(1, bounds.length).allMatch(i -> bounds[i - 1] < bounds[i]);
        if (bounds.length < 2 || !increasing) {
            throw new IllegalArgumentException(origin + " was given the bounds " + Arrays.toString(buckets)
                    + "; it needs at least two, each greater than the one before");
        }
        return histogram(bounds, origin);
    }

    private long[] histogram(double[] bounds, Origin origin) {
        List<long[]> parts =
                factory.act(origin, scope -> factory.run(node(), new HistogramTerminal(bounds), scope, origin));
        long[] counts = new long[bounds.length - 1];
        parts.forEach(part -> Arrays.setAll(counts, i -> counts[i] + part[i]));
        return counts;
    }

    private StatCounter stats(Origin origin) {
        StatCounter all = new StatCounter();
        factory.act(origin, scope -> factory.run(node(), new StatsTerminal(), scope, origin))
                .forEach(all::merge);
        return all;
    }

    private static double[] bounds(double min, double max, int buckets) {
        if (min == max) {
            return new double[] {min, max};
        }
        double[] bounds = new double[buckets + 1];
        // Great numbers are divided first, which is less exact: what they are multiplied to might be infinite.
        boolean great = !Double.isFinite((max - min) * buckets);
        Arrays.setAll(
                bounds, i -> great ? min - min / buckets * i + max / buckets * i : min + (max - min) * i / buckets);
        bounds[buckets] = max;
        return bounds;
    }

    @Override
    public DoubleRDD filter(Function<Double, Boolean> f) {
        return (DoubleRDD) super.filter(f);
    }

    @Override
    public DoubleRDD union(RDD<Double> other) {
        return (DoubleRDD) super.union(other);
    }

    @Override
    public DoubleRDD distinct() {
        return (DoubleRDD) super.distinct();
    }

    @Override
    public DoubleRDD distinct(int numPartitions) {
        return (DoubleRDD) super.distinct(numPartitions);
    }

    @Override
    public DoubleRDD intersection(RDD<Double> other) {
        return (DoubleRDD) super.intersection(other);
    }

    @Override
    public DoubleRDD subtract(RDD<Double> other) {
        return (DoubleRDD) super.subtract(other);
    }

    @Override
    public DoubleRDD sample(boolean withReplacement, double fraction) {
        return (DoubleRDD) super.sample(withReplacement, fraction);
    }

    @Override
    public DoubleRDD sample(boolean withReplacement, double fraction, long seed) {
        return (DoubleRDD) super.sample(withReplacement, fraction, seed);
    }

    @Override
    public DoubleRDD coalesce(int numPartitions) {
        return (DoubleRDD) super.coalesce(numPartitions);
    }

    @Override
    public DoubleRDD coalesce(int numPartitions, boolean shuffle) {
        return (DoubleRDD) super.coalesce(numPartitions, shuffle);
    }

    @Override
    public DoubleRDD repartition(int numPartitions) {
        return (DoubleRDD) super.repartition(numPartitions);
    }

    @Override
    public DoubleRDD cache() {
        return (DoubleRDD) super.cache();
    }

    @Override
    public DoubleRDD persist(StorageLevel level) {
        return (DoubleRDD) super.persist(level);
    }

    @Override
    public DoubleRDD unpersist() {
        return (DoubleRDD) super.unpersist();
    }

    @Override
    public DoubleRDD setName(String newName) {
        return (DoubleRDD) super.setName(newName);
    }
}
