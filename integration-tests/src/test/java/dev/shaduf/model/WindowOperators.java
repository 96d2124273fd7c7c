// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;
import static dev.shaduf.model.Kind.VALUES;

import dev.shaduf.function.Tuple2;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operators that look at several batches. */
final class WindowOperators {
    static final List<Operator> ALL = Stream.of(
                    Operator.of(
                            "window",
                            VALUES,
                            VALUES,
                            s -> s.values().window(s.length(), s.slide()),
                            (p, t) -> p.has(Bug.WINDOW_ONE_TOO_LONG)
                                    ? p.times(t - p.length() - 1, t).stream()
                                            .flatMap(past -> p.values(0, past).stream())
                                            .toList()
                                    : p.window(t),
                            "$0.window($w, $s)"),
                    Operator.of(
                            "window(pairs)",
                            PAIRS,
                            PAIRS,
                            s -> s.pairs().window(s.length(), s.slide()),
                            Past::pairWindow,
                            "$0.window($w, $s)"),
                    Operator.of(
                            "countByWindow",
                            VALUES,
                            VALUES,
                            s -> s.values().countByWindow(s.length(), s.slide()),
                            (p, t) -> p.window(t).isEmpty() && p.has(Bug.WINDOW_COUNT_SKIPS_ZERO)
                                    ? List.of()
                                    : List.of((long) p.window(t).size()),
                            "$0.countByWindow($w, $s)"),
                    Operator.of(
                            "countByValueAndWindow",
                            VALUES,
                            PAIRS,
                            s -> s.values()
                                    .countByValueAndWindow(s.length(), s.slide(), s.partitions())
                                    .mapToPair(RecordOperators::counted),
                            (p, t) -> RecordOperators.counts(p.window(t)),
                            "$0.countByValueAndWindow($w, $s, $n).mapToPair(counted)"),
                    Operator.of(
                            "reduceByWindow",
                            VALUES,
                            VALUES,
                            s -> s.values().reduceByWindow(s.f2(Math::max), s.length(), s.slide()),
                            (p, t) -> p.window(t).stream().max(Long::compare).stream()
                                    .toList(),
                            "$0.reduceByWindow(Math::max, $w, $s)"),
                    Operator.of(
                            "reduceByWindow(inverse)",
                            VALUES,
                            VALUES,
                            s -> s.values()
                                    .reduceByWindow(s.f2(Long::sum), s.f2((a, b) -> a - b), s.length(), s.slide()),
                            (p, t) -> p.times(0, t).stream()
                                            .allMatch(past -> p.values(0, past).isEmpty())
                                    ? List.of()
                                    : List.of(KeyOperators.sum(p.window(t))),
                            "$0.reduceByWindow(Long::sum, (a, b) -> a - b, $w, $s)"),
                    Operator.of(
                            "reduceByKeyAndWindow",
                            PAIRS,
                            PAIRS,
                            s -> s.pairs().reduceByKeyAndWindow(s.f2(Math::min), s.length(), s.slide(), s.partitions()),
                            (p, t) -> Past.grouped(p.pairWindow(t)).entrySet().stream()
                                    .map(e -> Tuple2.of(
                                            e.getKey(),
                                            e.getValue().stream()
                                                    .min(Long::compare)
                                                    .orElseThrow()))
                                    .toList(),
                            "$0.reduceByKeyAndWindow(Math::min, $w, $s, $n)"),
                    Operator.of(
                            "reduceByKeyAndWindow(inverse)",
                            PAIRS,
                            PAIRS,
                            s -> s.pairs()
                                    .reduceByKeyAndWindow(
                                            s.f2(Long::sum),
                                            s.f2((a, b) -> a - b),
                                            s.length(),
                                            s.slide(),
                                            s.partitions()),
                            (p, t) -> inverse(p, t, !p.has(Bug.INVERSE_FORGETS_KEYS)).entrySet().stream()
                                    .map(e -> Tuple2.of(e.getKey(), e.getValue()))
                                    .toList(),
                            "$0.reduceByKeyAndWindow(Long::sum, (a, b) -> a - b, $w, $s, $n)"),
                    Operator.of(
                            "reduceByKeyAndWindow(filter)",
                            PAIRS,
                            PAIRS,
                            s -> {
                                long kept = s.constant() % 2;
                                return s.pairs()
                                        .reduceByKeyAndWindow(
                                                s.f2(Long::sum),
                                                s.f2((a, b) -> a - b),
                                                s.length(),
                                                s.slide(),
                                                s.partitions(),
                                                p -> accepts(p._2(), kept));
                            },
                            (p, t) -> inverse(p, t, accepts(0, p.constant() % 2)).entrySet().stream()
                                    .filter(e -> accepts(e.getValue(), p.constant() % 2))
                                    .map(e -> Tuple2.of(e.getKey(), e.getValue()))
                                    .toList(),
                            "$0.reduceByKeyAndWindow(Long::sum, (a, b) -> a - b, $w, $s, $n,"
                                    + " p -> floorMod(p._2(), 5) != $c % 2)"),
                    Operator.of(
                            "groupByKeyAndWindow",
                            PAIRS,
                            PAIRS,
                            s -> s.pairs()
                                    .groupByKeyAndWindow(s.length(), s.slide(), s.partitions())
                                    .mapValues(Codes::bag),
                            (p, t) -> Past.grouped(p.pairWindow(t)).entrySet().stream()
                                    .map(e -> Tuple2.of(e.getKey(), Codes.bag(e.getValue())))
                                    .toList(),
                            "$0.groupByKeyAndWindow($w, $s, $n).mapValues(Codes::bag)"))
            .map(operator -> operator.as(Role.WINDOW))
            .toList();

    private WindowOperators() {}

    private static boolean accepts(long value, long kept) {
        return Math.floorMod(value, 5L) != kept;
    }

    /** The sums of the window; with {@code all}, 0 for every key that was ever seen and is in it no more. */
    private static Map<Integer, Long> inverse(Past past, int time, boolean all) {
        Map<Integer, Long> sums = new HashMap<>();
        if (all) {
            for (int seen : new TreeSet<>(past.times(0, time))) {
                past.pairs(0, seen).forEach(pair -> sums.put(pair._1(), 0L));
            }
        }
        past.pairWindow(time).forEach(pair -> sums.merge(pair._1(), pair._2(), Long::sum));
        return sums;
    }
}
