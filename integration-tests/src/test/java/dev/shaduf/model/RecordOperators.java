// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;
import static dev.shaduf.model.Kind.VALUES;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators that look at records of one batch. */
final class RecordOperators {
    static final Operator TO_PAIRS = Operator.of(
                    "toPairs",
                    VALUES,
                    PAIRS,
                    s -> s.values().mapToPair(s.f(Codes::toPair)::call),
                    (p, t) -> p.values(0, t).stream().map(Codes::toPair).toList(),
                    "$0.mapToPair(Codes::toPair)")
            .as(Role.CONVERSION);
    static final Operator TO_VALUES = Operator.of(
                    "toValues",
                    PAIRS,
                    VALUES,
                    s -> s.pairs().map(s.f(Codes::toValue)),
                    (p, t) -> p.pairs(0, t).stream().map(Codes::toValue).toList(),
                    "$0.map(Codes::toValue)")
            .as(Role.CONVERSION);

    static final List<Operator> ALL = List.of(
            values(
                    "map",
                    s -> s.values().map(s.f(x -> x * 3 + 1)),
                    (x, c) -> Stream.of(x * 3 + 1),
                    "map(x -> x * 3 + 1)"),
            values(
                    "flatMap",
                    s -> {
                        long c = s.constant();
                        return s.values().flatMap(x -> times(x, c));
                    },
                    (x, c) -> Stream.generate(() -> x + c).limit(Math.floorMod(x, 3L)),
                    "flatMap(x -> floorMod(x, 3) times x + $c)"),
            values(
                    "filter",
                    s -> {
                        long c = s.constant();
                        return s.values().filter(s.f(x -> Math.floorMod(x, c + 1) != 0));
                    },
                    (x, c) -> Stream.of(x).filter(v -> Math.floorMod(v, c + 1) != 0),
                    "filter(x -> floorMod(x, $c + 1) != 0)"),
            values(
                    "mapPartitions",
                    s -> s.values().mapPartitions(RecordOperators::plusSeven),
                    (x, c) -> Stream.of(x + 7),
                    "mapPartitions(each + 7)"),
            values(
                    "glom",
                    s -> s.values()
                            .glom()
                            .flatMap(list -> list.stream().map(x -> x ^ 5).iterator()),
                    (x, c) -> Stream.of(x ^ 5),
                    "glom().flatMap(each ^ 5)"),
            values(
                    "repartition",
                    s -> {
                        int n = s.partitions();
                        return s.values().repartition(n).<Long>transform(rdd -> {
                            if (rdd.getNumPartitions() != n) {
                                throw new AssertionError(rdd.getNumPartitions() + " partitions, not " + n);
                            }
                            return rdd;
                        });
                    },
                    (x, c) -> Stream.of(x),
                    "repartition($n)"),
            values(
                    "cache",
                    s -> s.values().map(x -> x - 1).cache(),
                    (x, c) -> Stream.of(x - 1),
                    "map(x -> x - 1).cache()"),
            values(
                    "persist",
                    s -> s.values().map(x -> x - 2).persist(StorageLevel.MEMORY_AND_DISK_SER),
                    (x, c) -> Stream.of(x - 2),
                    "map(x -> x - 2).persist(MEMORY_AND_DISK_SER)"),
            values(
                    "uid",
                    s -> s.values()
                            .map(x -> x * 5)
                            .uid("given-" + s.node().id())
                            .name("times five"),
                    (x, c) -> Stream.of(x * 5),
                    "map(x -> x * 5).uid(…).name(…)"),
            toPairs(
                    "mapToPair",
                    s -> s.values().mapToPair(s.f(RecordOperators::pair)::call),
                    (x, c) -> Stream.of(pair(x)),
                    "mapToPair(x -> (key(x / 3), x))"),
            toPairs(
                    "flatMapToPair",
                    s -> s.values().flatMapToPair(RecordOperators::twoPairs),
                    (x, c) -> list(twoPairs(x)).stream(),
                    "flatMapToPair(two pairs)"),
            toPairs(
                    "mapPartitionsToPair",
                    s -> s.values().mapPartitionsToPair(RecordOperators::pairsOf),
                    (x, c) -> Stream.of(Tuple2.of(Codes.key(x + 1), x)),
                    "mapPartitionsToPair(x -> (key(x + 1), x))"),
            pairs(
                    "mapValues",
                    s -> {
                        long c = s.constant();
                        return s.pairs().mapValues(s.f(v -> v * c + 2));
                    },
                    (p, c) -> Stream.of(Tuple2.of(p._1(), p._2() * c + 2)),
                    "mapValues(v -> v * $c + 2)"),
            pairs(
                    "flatMapValues",
                    s -> {
                        long c = s.constant();
                        return s.pairs().flatMapValues(v -> times(v, c));
                    },
                    (p, c) -> list(times(p._2(), c)).stream().map(v -> Tuple2.of(p._1(), v)),
                    "flatMapValues(v -> floorMod(v, 3) times v + $c)"),
            pairs(
                    "filter(pairs)",
                    s -> s.pairs().filter(s.f(p -> Math.floorMod(p._2(), 4L) != 1)),
                    (p, c) -> Stream.of(p).filter(x -> Math.floorMod(x._2(), 4L) != 1),
                    "filter(p -> floorMod(p._2(), 4) != 1)"),
            pairs(
                    "repartition(pairs)",
                    s -> s.pairs().repartition(s.partitions()),
                    (p, c) -> Stream.of(p),
                    "repartition($n)"),
            Operator.of(
                    "map(pairs)",
                    PAIRS,
                    VALUES,
                    s -> s.pairs().map(s.f(p -> Codes.mix(p._2(), p._1()))),
                    (p, t) -> p.pairs(0, t).stream()
                            .map(x -> Codes.mix(x._2(), x._1()))
                            .toList(),
                    "$0.map(p -> mix(p._2(), p._1()))"),
            Operator.of(
                    "count",
                    VALUES,
                    VALUES,
                    s -> s.values().count(),
                    (p, t) -> p.has(Bug.COUNT_SKIPS_EMPTY_BATCHES)
                                    && p.values(0, t).isEmpty()
                            ? List.of()
                            : List.of((long) p.values(0, t).size()),
                    "$0.count()"),
            Operator.of(
                    "reduce",
                    VALUES,
                    VALUES,
                    s -> s.values().reduce(s.f2(Long::sum)),
                    (p, t) -> p.values(0, t).isEmpty() && !p.has(Bug.REDUCE_YIELDS_FOR_EMPTY)
                            ? List.of()
                            : List.of(p.values(0, t).stream()
                                    .mapToLong(Long::longValue)
                                    .sum()),
                    "$0.reduce(Long::sum)"),
            Operator.of(
                    "countByValue",
                    VALUES,
                    PAIRS,
                    s -> s.values().countByValue(s.partitions()).mapToPair(RecordOperators::counted),
                    (p, t) -> counts(p.values(0, t)),
                    "$0.countByValue($n).mapToPair(counted)"));

    private RecordOperators() {}

    /** What a record becomes. */
    @FunctionalInterface
    interface Each<T, R> {
        Stream<R> of(T record, long constant);
    }

    static Operator values(String name, Operator.Build build, Each<Long, Long> each, String code) {
        return Operator.of(
                name,
                VALUES,
                VALUES,
                build,
                (p, t) -> p.values(0, t).stream()
                        .flatMap(x -> each.of(x, p.constant()))
                        .toList(),
                "$0." + code);
    }

    static Operator toPairs(String name, Operator.Build build, Each<Long, Tuple2<Integer, Long>> each, String code) {
        return Operator.of(
                name,
                VALUES,
                PAIRS,
                build,
                (p, t) -> p.values(0, t).stream()
                        .flatMap(x -> each.of(x, p.constant()))
                        .toList(),
                "$0." + code);
    }

    static Operator pairs(
            String name, Operator.Build build, Each<Tuple2<Integer, Long>, Tuple2<Integer, Long>> each, String code) {
        return Operator.of(
                name,
                PAIRS,
                PAIRS,
                build,
                (p, t) -> p.pairs(0, t).stream()
                        .flatMap(x -> each.of(x, p.constant()))
                        .toList(),
                "$0." + code);
    }

    static List<Tuple2<Integer, Long>> counts(List<Long> values) {
        Map<Long, Long> counts =
                values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> counted(Tuple2.of(entry.getKey(), entry.getValue())))
                .toList();
    }

    static Tuple2<Integer, Long> counted(Tuple2<Long, Long> count) {
        return Tuple2.of(Codes.key(count._1()), Codes.mix(count._1(), count._2()));
    }

    private static Tuple2<Integer, Long> pair(long value) {
        return Tuple2.of(Codes.key(value / 3), value);
    }

    private static Iterator<Tuple2<Integer, Long>> twoPairs(long value) {
        return List.of(pair(value), Tuple2.of(Codes.key(value + 2), value * 2)).iterator();
    }

    private static Iterator<Tuple2<Integer, Long>> pairsOf(Iterator<Long> values) {
        return list(values).stream().map(x -> Tuple2.of(Codes.key(x + 1), x)).iterator();
    }

    private static Iterator<Long> plusSeven(Iterator<Long> values) {
        return list(values).stream().map(x -> x + 7).iterator();
    }

    private static Iterator<Long> times(long value, long constant) {
        return Stream.generate(() -> value + constant)
                .limit(Math.floorMod(value, 3L))
                .iterator();
    }

    private static <T> List<T> list(Iterator<T> records) {
        List<T> list = new ArrayList<>();
        records.forEachRemaining(list::add);
        return list;
    }
}
