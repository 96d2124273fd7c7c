// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;
import static dev.shaduf.model.Kind.VALUES;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** The operators that look at RDDs, and the operations of RDDs within them. */
final class RddOperators {
    private static final List<Long> FEW = List.of(1L, 4L, 4L, 10L);

    static final List<Operator> ALL = List.of(
            two(
                    "union",
                    VALUES,
                    VALUES,
                    s -> s.values(0).union(s.values(1)),
                    (p, t) -> p.has(Bug.UNION_REMOVES_DUPLICATES) ? List.copyOf(new TreeSet<>(both(p, t))) : both(p, t),
                    "$0.union($1)"),
            two(
                    "union(pairs)",
                    PAIRS,
                    PAIRS,
                    s -> s.pairs(0).union(s.pairs(1)),
                    RddOperators::bothPairs,
                    "$0.union($1)"),
            two(
                    "context.union",
                    VALUES,
                    VALUES,
                    s -> s.context().union(s.values(0), s.values(1), s.values(0)),
                    (p, t) -> {
                        List<Long> all = new ArrayList<>(both(p, t));
                        all.addAll(p.values(0, t));
                        return all;
                    },
                    "ssc.union($0, $1, $0)"),
            two(
                    "transformWith",
                    VALUES,
                    VALUES,
                    s -> s.values(0).<Long, Long>transformWith(s.values(1), (a, b, time) -> a.subtract(b)),
                    (p, t) -> p.values(0, t).stream()
                            .filter(x -> !p.values(1, t).contains(x))
                            .toList(),
                    "$0.transformWith($1, (a, b, time) -> a.subtract(b))"),
            two(
                    "transformWith(pairs)",
                    PAIRS,
                    VALUES,
                    s -> s.pairs(0)
                            .<Integer, Long, Long>transformWith(
                                    s.pairs(1),
                                    (a, b, time) -> a.subtractByKey(b).map(Codes::toValue)),
                    (p, t) -> p.pairs(0, t).stream()
                            .filter(x -> p.pairs(1, t).stream().noneMatch(y -> y._1().equals(x._1())))
                            .map(Codes::toValue)
                            .toList(),
                    "$0.transformWith($1, (a, b, time) -> a.subtractByKey(b).map(Codes::toValue))"),
            two(
                    "transformWithToPair",
                    VALUES,
                    PAIRS,
                    s -> s.values(0)
                            .<Long, Integer, Long>transformWithToPair(
                                    s.values(1),
                                    (a, b, time) -> a.intersection(b)
                                            .mapToPair(x -> Tuple2.of(Codes.key(x), x + time.milliseconds() % 7))),
                    (p, t) -> new HashSet<>(p.values(0, t))
                            .stream()
                                    .filter(x -> p.values(1, t).contains(x))
                                    .map(x -> Tuple2.of(Codes.key(x), x + p.millis(t) % 7))
                                    .toList(),
                    "$0.transformWithToPair($1, (a, b, time) -> a.intersection(b).mapToPair(with time))"),
            two(
                    "transformWithToPair(pairs)",
                    PAIRS,
                    PAIRS,
                    s -> s.pairs(0)
                            .<Integer, Long, Integer, Long>transformWithToPair(
                                    s.pairs(1), (a, b, time) -> a.union(b).reduceByKey(Long::sum, 3)),
                    (p, t) -> Past.grouped(bothPairs(p, t)).entrySet().stream()
                            .map(e -> Tuple2.of(e.getKey(), KeyOperators.sum(e.getValue())))
                            .toList(),
                    "$0.transformWithToPair($1, (a, b, time) -> a.union(b).reduceByKey(Long::sum, 3))"),
            two(
                    "context.transform",
                    VALUES,
                    VALUES,
                    s -> s.context()
                            .<Long>transform(
                                    List.of(s.values(0), s.values(1)),
                                    (rdds, time) -> values(rdds.get(0))
                                            .union(values(rdds.get(1)).map(x -> x * 2))),
                    (p, t) -> {
                        List<Long> all = new ArrayList<>(p.values(0, t));
                        p.values(1, t).forEach(x -> all.add(x * 2));
                        return all;
                    },
                    "ssc.transform(List.of($0, $1), (rdds, time) -> first.union(second.map(x -> x * 2)))"),
            two(
                    "context.transformToPair",
                    VALUES,
                    PAIRS,
                    s -> s.context()
                            .<Integer, Long>transformToPair(
                                    List.of(s.values(0), s.values(1)),
                                    (rdds, time) -> values(rdds.get(0))
                                            .union(values(rdds.get(1)))
                                            .mapToPair(Codes::toPair)),
                    (p, t) -> both(p, t).stream().map(Codes::toPair).toList(),
                    "ssc.transformToPair(List.of($0, $1), (rdds, time) -> union.mapToPair(Codes::toPair))"),
            transform("distinct", rdd -> rdd.distinct(3), x -> List.copyOf(new HashSet<>(x))),
            transform("sortBy", rdd -> rdd.sortBy(x -> -x, true, 3), x -> x),
            transform(
                    "take",
                    rdd -> rdd.context().parallelize(rdd.takeOrdered(2), 2),
                    x -> x.stream().sorted().limit(2).toList()),
            transform(
                    "top",
                    rdd -> rdd.context().parallelize(rdd.top(2), 1),
                    x -> x.stream()
                            .sorted((a, b) -> Long.compare(b, a))
                            .limit(2)
                            .toList()),
            transform(
                    "aggregate",
                    rdd -> rdd.context().parallelize(List.of(rdd.aggregate(0L, (a, v) -> a + v, Long::sum)), 1),
                    x -> List.of(KeyOperators.sum(x))),
            transform(
                    "zipWithIndex",
                    rdd -> rdd.zipWithIndex().values(),
                    x -> java.util.stream.LongStream.range(0, x.size()).boxed().toList()),
            transform(
                    "zip",
                    rdd -> rdd.zip(rdd.map(x -> x + 1)).map(p -> Codes.mix(p._1(), p._2())),
                    x -> x.stream().map(v -> Codes.mix(v, v + 1)).toList()),
            transform(
                    "cartesian",
                    rdd -> rdd.cartesian(rdd.context().parallelize(FEW, 2)).map(p -> Codes.mix(p._1(), p._2())),
                    x -> x.stream()
                            .flatMap(v -> FEW.stream().map(f -> Codes.mix(v, f)))
                            .toList()),
            transform("coalesce", rdd -> rdd.coalesce(1).mapPartitionsWithIndex((i, part) -> part, false), x -> x),
            transform(
                    "groupBy",
                    rdd -> rdd.groupBy(Codes::key).values().map(Codes::bag),
                    x -> Past.grouped(x.stream().map(Codes::toPair).toList()).values().stream()
                            .map(Codes::bag)
                            .toList()),
            Operator.of(
                    "transform(time)",
                    VALUES,
                    VALUES,
                    s -> s.values().<Long>transform((rdd, time) -> {
                        long millis = time.milliseconds();
                        return rdd.map(x -> x + millis % 11);
                    }),
                    (p, t) -> p.values(0, t).stream()
                            .map(x -> x + p.millis(t) % 11)
                            .toList(),
                    "$0.transform((rdd, time) -> rdd.map(x -> x + time.milliseconds() % 11))"),
            Operator.of(
                    "transformToPair",
                    PAIRS,
                    PAIRS,
                    s -> s.pairs()
                            .<Integer, Long>transformToPair(
                                    rdd -> rdd.sortByKey().aggregateByKey(0L, (a, v) -> a + v, Long::sum)),
                    (p, t) -> Past.grouped(p.pairs(0, t)).entrySet().stream()
                            .map(e -> Tuple2.of(e.getKey(), KeyOperators.sum(e.getValue())))
                            .toList(),
                    "$0.transformToPair(rdd -> rdd.sortByKey().aggregateByKey(0L, Long::sum, Long::sum))"));

    private RddOperators() {}

    private static Operator two(String name, Kind in, Kind out, Operator.Build build, Operator.Rule rule, String code) {
        return Operator.of(name, in, out, build, rule, code).ofTwo();
    }

    private static Operator transform(
            String name, Function<RDD<Long>, RDD<Long>> body, java.util.function.UnaryOperator<List<Long>> meaning) {
        return Operator.of(
                "transform(" + name + ")",
                VALUES,
                VALUES,
                s -> s.values().<Long>transform(body),
                (p, t) -> meaning.apply(p.values(0, t)),
                "$0.transform(" + name + ")");
    }

    private static List<Long> both(Past past, int time) {
        List<Long> all = new ArrayList<>(past.values(0, time));
        all.addAll(past.values(1, time));
        return all;
    }

    private static List<Tuple2<Integer, Long>> bothPairs(Past past, int time) {
        List<Tuple2<Integer, Long>> all = new ArrayList<>(past.pairs(0, time));
        all.addAll(past.pairs(1, time));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static RDD<Long> values(RDD<?> rdd) {
        return (RDD<Long>) rdd;
    }
}
