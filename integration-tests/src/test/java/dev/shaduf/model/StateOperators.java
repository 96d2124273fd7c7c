// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;
import static dev.shaduf.model.Kind.VALUES;

import dev.shaduf.dstream.MapWithStateDStream;
import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operators that keep a state. */
final class StateOperators {
    private static final List<Tuple2<Integer, Long>> INITIAL = List.of(Tuple2.of(1, 40L), Tuple2.of(99, 3L));

    static final List<Operator> ALL = Stream.of(
                    updated(
                            "updateStateByKey",
                            s -> s.pairs().<Long>updateStateByKey(s.f2(StateOperators::update), s.partitions()),
                            false,
                            false,
                            "updateStateByKey(update, $n)"),
                    updated(
                            "updateStateByKey(initial)",
                            s -> s.pairs()
                                    .updateStateByKey(
                                            s.f2(StateOperators::update),
                                            new HashPartitioner(s.partitions()),
                                            initial(s)),
                            true,
                            false,
                            "updateStateByKey(update, new HashPartitioner($n), initial)"),
                    updated(
                            "updateStateByKey(time, key)",
                            s -> {
                                Faults.Place fault = s.fault();
                                return s.pairs()
                                        .<Long>updateStateByKey(
                                                (time, key, values, state) -> {
                                                    fault.pass();
                                                    return withTime(time.milliseconds(), key, values, state);
                                                },
                                                new HashPartitioner(s.partitions()));
                            },
                            false,
                            true,
                            "updateStateByKey(updateWithTimeAndKey, new HashPartitioner($n))"),
                    Operator.of(
                            "mapWithState",
                            PAIRS,
                            VALUES,
                            StateOperators::mapped,
                            (p, t) -> run(p, t).emitted(),
                            "$0.mapWithState(spec) // timeout $c % 3 * 2 slides, initial state if $c is even"),
                    Operator.of(
                            "stateSnapshots",
                            PAIRS,
                            PAIRS,
                            s -> mapped(s).stateSnapshots().mapValues(Running::sum),
                            (p, t) -> run(p, t).snapshot(p.has(Bug.SNAPSHOT_ONE_BATCH_OLD)),
                            "$0.mapWithState(spec).stateSnapshots() // as above"),
                    Operator.of(
                            "mapWithState(remove)",
                            PAIRS,
                            VALUES,
                            s -> s.pairs()
                                    .reduceByKey(Long::sum)
                                    .mapWithState(StateSpec.<Integer, Long, Long, Long>function(
                                                    (time, key, value, state) -> removing(key, value, state))
                                            .numPartitions(s.partitions())),
                            StateOperators::removed,
                            "$0.reduceByKey(Long::sum).mapWithState(removing)"))
            .map(operator -> operator.as(Role.STATE))
            .toList();

    private StateOperators() {}

    // ---- updateStateByKey

    static Optional<Long> update(List<Long> values, Optional<Long> state) {
        long next = state.orElse(0L) * 3 + KeyOperators.sum(values) + values.size() + 1;
        return Math.floorMod(next, 6L) == 2 ? Optional.empty() : Optional.of(next);
    }

    static Optional<Long> withTime(long millis, int key, List<Long> values, Optional<Long> state) {
        long next = Codes.mix(state.orElse(5L), millis / 1_000 % 7 + key) + Codes.bag(values);
        return Math.floorMod(next, 5L) == 2 ? Optional.empty() : Optional.of(next);
    }

    private static PairRDD<Integer, Long> initial(Site site) {
        return site.context().context().parallelizePairs(INITIAL, 2);
    }

    private static Operator updated(String name, Operator.Build build, boolean initial, boolean timed, String code) {
        return Operator.of(name, PAIRS, PAIRS, build, (p, t) -> table(p, t, initial, timed), "$0." + code);
    }

    private static List<Tuple2<Integer, Long>> table(Past past, int to, boolean initial, boolean timed) {
        Map<Integer, Long> table = new TreeMap<>();
        if (initial) {
            INITIAL.forEach(pair -> table.put(pair._1(), pair._2()));
        }
        for (int time : past.times(0, to)) {
            Map<Integer, List<Long>> groups = Past.grouped(past.pairs(0, time));
            Set<Integer> keys = new HashSet<>(groups.keySet());
            if (!past.has(Bug.UPDATE_ONLY_WITH_VALUES)) {
                keys.addAll(table.keySet());
            }
            for (int key : keys) {
                Optional<Long> state = Optional.ofNullable(table.get(key));
                List<Long> values = groups.getOrDefault(key, List.of());
                Optional<Long> next = timed ? withTime(past.millis(time), key, values, state) : update(values, state);
                next.ifPresentOrElse(value -> table.put(key, value), () -> table.remove(key));
            }
        }
        return pairs(table);
    }

    private static List<Tuple2<Integer, Long>> pairs(Map<Integer, Long> table) {
        return table.entrySet().stream()
                .map(entry -> Tuple2.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    // ---- mapWithState, with results that do not depend on the order of the records of a batch

    /** The state of a key: its sum, and the sum before the batch that changed it last. */
    record Running(long before, long time, long sum) implements java.io.Serializable {
        Running add(long millis, long value) {
            return new Running(time == millis ? before : sum, millis, sum + value);
        }
    }

    private static MapWithStateDStream<Integer, Long, Running, Long> mapped(Site site) {
        Faults.Place fault = site.fault();
        StateSpec<Integer, Long, Running, Long> spec = StateSpec.<Integer, Long, Running, Long>function(
                        (time, key, value, state) -> {
                            fault.pass();
                            return Optional.of(add(time, key, value, state));
                        })
                .numPartitions(site.partitions());
        long timeout = site.constant() % 3 * 2 * site.node().slide();
        if (timeout > 0) {
            spec = spec.timeout(Durations.seconds(timeout));
        }
        if (site.constant() % 2 == 0) {
            spec = spec.initialState(initial(site).mapValues(sum -> new Running(0, 0, sum)));
        }
        return site.pairs().mapWithState(spec);
    }

    private static long add(Time time, int key, Optional<Long> value, State<Running> state) {
        Running old = state.getOption().orElse(new Running(0, 0, 0));
        if (state.isTimingOut()) {
            return Codes.mix(-key - 1, old.sum());
        }
        Running next = old.add(time.milliseconds(), value.orElseThrow());
        state.update(next);
        return Codes.mix(Codes.mix(key, next.before()), value.orElseThrow());
    }

    /** What a run of all batches up to one gave. */
    private record Result(List<Long> emitted, Map<Integer, Long> table, Map<Integer, Long> before) {
        List<Tuple2<Integer, Long>> snapshot(boolean old) {
            return pairs(old ? before : table);
        }
    }

    private static Result run(Past past, int to) {
        Map<Integer, Long> sums = new TreeMap<>();
        Map<Integer, Integer> touched = new TreeMap<>();
        List<Long> emitted = new ArrayList<>();
        Map<Integer, Long> before = new TreeMap<>();
        int timeout = past.constant() % 3 * 2 * past.slide();
        List<Integer> times = past.times(0, to);
        if (past.constant() % 2 == 0) {
            INITIAL.forEach(pair -> {
                sums.put(pair._1(), pair._2());
                touched.put(pair._1(), times.get(0));
            });
        }
        for (int time : times) {
            before = new TreeMap<>(sums);
            emitted.clear();
            Map<Integer, Long> start = before;
            past.pairs(0, time).forEach(pair -> {
                long old = start.getOrDefault(pair._1(), 0L);
                emitted.add(Codes.mix(Codes.mix(pair._1(), old), pair._2()));
                sums.merge(pair._1(), pair._2(), Long::sum);
                touched.put(pair._1(), time);
            });
            int late = past.has(Bug.TIMEOUT_ONE_BATCH_LATE) ? past.slide() : 0;
            for (int key : List.copyOf(sums.keySet())) {
                if (timeout > 0 && time >= touched.get(key) + timeout + late) {
                    emitted.add(Codes.mix(-key - 1, sums.remove(key)));
                }
            }
        }
        return new Result(emitted, sums, before);
    }

    private static Optional<Long> removing(int key, Optional<Long> value, State<Long> state) {
        long sum = state.getOption().orElse(0L) + value.orElseThrow();
        if (Math.floorMod(sum, 3L) == 1) {
            if (state.exists()) {
                state.remove();
            }
            return Optional.empty();
        }
        state.update(sum);
        return Optional.of(Codes.mix(key, sum));
    }

    private static List<Long> removed(Past past, int to) {
        Map<Integer, Long> sums = new TreeMap<>();
        List<Long> emitted = new ArrayList<>();
        for (int time : past.times(0, to)) {
            emitted.clear();
            Past.grouped(past.pairs(0, time)).forEach((key, values) -> {
                long sum = sums.getOrDefault(key, 0L) + KeyOperators.sum(values);
                if (Math.floorMod(sum, 3L) == 1) {
                    sums.remove(key);
                } else {
                    sums.put(key, sum);
                    emitted.add(Codes.mix(key, sum));
                }
            });
        }
        return emitted;
    }
}
