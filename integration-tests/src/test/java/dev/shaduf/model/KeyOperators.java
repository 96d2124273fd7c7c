// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operators that look at keys of one batch. */
final class KeyOperators {
    static final List<Operator> ALL = List.of(
            perKey(
                    "reduceByKey",
                    s -> s.pairs().reduceByKey(s.f2(Long::sum), s.partitions()),
                    (p, values) -> sum(values),
                    "reduceByKey(Long::sum, $n)"),
            perKey(
                    "groupByKey",
                    s -> s.pairs().groupByKey(s.partitions()).mapValues(Codes::bag),
                    (p, values) -> Codes.bag(p.has(Bug.GROUPS_LOSE_DUPLICATES) ? new HashSet<>(values) : values),
                    "groupByKey($n).mapValues(Codes::bag)"),
            perKey(
                    "combineByKey",
                    s -> s.pairs()
                            .<Long>combineByKey(
                                    s.f(v -> v * 2),
                                    (c, v) -> c + v * 2,
                                    Long::sum,
                                    new HashPartitioner(s.partitions()),
                                    s.constant() % 2 == 0),
                    (p, values) -> 2 * sum(values),
                    "combineByKey(v -> v * 2, (c, v) -> c + v * 2, Long::sum, new HashPartitioner($n), $c % 2 == 0)"),
            joined(
                    "join",
                    s -> s.pairs(0).join(s.pairs(1), s.partitions()).mapValues(v -> Codes.mix(v._1(), v._2())),
                    false,
                    false),
            joined(
                    "leftOuterJoin",
                    s -> s.pairs(0)
                            .leftOuterJoin(s.pairs(1), s.partitions())
                            .mapValues(v -> Codes.mix(v._1(), Codes.optional(v._2()))),
                    true,
                    false),
            joined(
                    "rightOuterJoin",
                    s -> s.pairs(0)
                            .rightOuterJoin(s.pairs(1), s.partitions())
                            .mapValues(v -> Codes.mix(Codes.optional(v._1()), v._2())),
                    false,
                    true),
            joined(
                    "fullOuterJoin",
                    s -> s.pairs(0)
                            .fullOuterJoin(s.pairs(1), s.partitions())
                            .mapValues(v -> Codes.mix(Codes.optional(v._1()), Codes.optional(v._2()))),
                    true,
                    true),
            Operator.of(
                            "cogroup",
                            PAIRS,
                            PAIRS,
                            s -> s.pairs(0)
                                    .cogroup(s.pairs(1), s.partitions())
                                    .mapValues(v -> Codes.mix(Codes.bag(v._1()), Codes.bag(v._2()))),
                            KeyOperators::cogroup,
                            "$0.cogroup($1, $n).mapValues(mix of bags)")
                    .ofTwo());

    private KeyOperators() {}

    /** What the values of a key become. */
    @FunctionalInterface
    interface PerKey {
        long of(Past past, List<Long> values);
    }

    private static Operator perKey(String name, Operator.Build build, PerKey perKey, String code) {
        return Operator.of(
                name,
                PAIRS,
                PAIRS,
                build,
                (p, t) -> Past.grouped(p.pairs(0, t)).entrySet().stream()
                        .map(entry -> Tuple2.of(entry.getKey(), perKey.of(p, entry.getValue())))
                        .toList(),
                "$0." + code);
    }

    private static Operator joined(String name, Operator.Build build, boolean allLeft, boolean allRight) {
        return Operator.of(
                        name,
                        PAIRS,
                        PAIRS,
                        build,
                        (p, t) -> join(p, t, allLeft && !p.has(Bug.LEFT_JOIN_DROPS_UNMATCHED), allRight),
                        "$0." + name + "($1, $n).mapValues(mix)")
                .ofTwo();
    }

    private static List<Tuple2<Integer, Long>> join(Past past, int time, boolean allLeft, boolean allRight) {
        List<Tuple2<Integer, Long>> left = past.pairs(0, time);
        List<Tuple2<Integer, Long>> right = past.pairs(1, time);
        List<Tuple2<Integer, Long>> joined = new ArrayList<>();
        for (Tuple2<Integer, Long> l : left) {
            List<Long> matches = matches(right, l._1());
            matches.forEach(r -> joined.add(Tuple2.of(l._1(), Codes.mix(l._2(), r))));
            if (matches.isEmpty() && allLeft) {
                joined.add(Tuple2.of(l._1(), Codes.mix(l._2(), Codes.optional(Optional.empty()))));
            }
        }
        for (Tuple2<Integer, Long> r : right) {
            if (allRight && matches(left, r._1()).isEmpty()) {
                joined.add(Tuple2.of(r._1(), Codes.mix(Codes.optional(Optional.empty()), r._2())));
            }
        }
        return joined;
    }

    private static List<Long> matches(List<Tuple2<Integer, Long>> pairs, int key) {
        return pairs.stream().filter(pair -> pair._1() == key).map(Tuple2::_2).toList();
    }

    private static List<Tuple2<Integer, Long>> cogroup(Past past, int time) {
        Map<Integer, List<Long>> left = Past.grouped(past.pairs(0, time));
        Map<Integer, List<Long>> right = Past.grouped(past.pairs(1, time));
        Set<Integer> keys = new HashSet<>(left.keySet());
        if (past.has(Bug.COGROUP_NEEDS_BOTH)) {
            keys.retainAll(right.keySet());
        } else {
            keys.addAll(right.keySet());
        }
        return keys.stream()
                .map(key -> Tuple2.of(
                        key,
                        Codes.mix(
                                Codes.bag(left.getOrDefault(key, List.of())),
                                Codes.bag(right.getOrDefault(key, List.of())))))
                .toList();
    }

    static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
