// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pair;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function3;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;

/** State over random batches with failures against a model that is a map. A negative value removes its key. */
@SemanticsTest
class StateModelTest {
    private static final int BATCHES = 16;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<List<Tuple2<String, Integer>>> batches = new ArrayList<>();
    private final int timeout = 1 + random.nextInt(4);
    private final Map<String, Integer> running = new TreeMap<>();
    private final Map<String, Integer> lastSeen = new TreeMap<>();
    private final Map<String, Integer> updated = new TreeMap<>();

    @RepeatedTest(8)
    void shouldAgreeWithTheModelWhateverTheBatchesAndTheFailures(StreamHarness harness) throws Exception {
        Fault fault = new Fault();
        PairDStream<String, Integer> input = randomInput(harness).mapToPair(fault::pass);
        List<Tuple2<String, Integer>> initial = List.of(pair("k1", 100), pair("z", 7));
        initial.forEach(pair -> {
            running.put(pair._1(), pair._2());
            updated.put(pair._1(), pair._2());
        });
        var initialRdd = harness.context().context().parallelizePairs(initial);
        Function3<String, Optional<Integer>, State<Integer>, String> function = StateModelTest::step;
        var mapped = input.mapWithState(
                StateSpec.function(function).initialState(initialRdd).timeout(seconds(timeout)));
        CollectingSink<String> records = harness.collect(mapped);
        CollectingSink<?> snapshots = harness.collect(mapped.stateSnapshots());
        CollectingSink<?> states =
                harness.collect(input.updateStateByKey(StateModelTest::update, new HashPartitioner(3), initialRdd));

        for (int i = 1; i <= BATCHES; i++) {
            if (random.nextInt(3) == 0) {
                fault.arm(1 + random.nextInt(2));
            }
            harness.runBatches(1);

            String where = "seed " + seed + ", timeout " + timeout + ", at batch " + i + " of " + batches;
            assertThat(said(records).get(i - 1)).as(where).isEqualTo(said(modelRecords(i)));
            assertThat(said(snapshots).get(i - 1)).as(where).isEqualTo(said(pairs(running)));
            assertThat(said(states).get(i - 1)).as(where).isEqualTo(said(pairs(modelUpdate(i))));
        }
    }

    private PairDStream<String, Integer> randomInput(StreamHarness harness) {
        MemorySource<Tuple2<String, Integer>> source = new MemorySource<>("random");
        for (int i = 0; i < BATCHES; i++) {
            List<Tuple2<String, Integer>> batch = new ArrayList<>();
            int size = random.nextInt(3) == 0 ? 0 : random.nextInt(6);
            for (int j = 0; j < size; j++) {
                batch.add(pair("k" + random.nextInt(5), random.nextInt(8) - 2));
            }
            batches.add(batch);
            source.add(batch);
        }
        return harness.stream(source).mapToPair(pair -> pair);
    }

    private static String step(String key, Optional<Integer> value, State<Integer> state) {
        if (state.isTimingOut()) {
            return key + "!" + state.get();
        }
        int sum = state.getOption().orElse(0) + value.orElseThrow();
        if (value.get() < 0) {
            state.remove();
        } else {
            state.update(sum);
        }
        return key + "=" + sum;
    }

    private static Optional<Integer> update(List<Integer> values, Optional<Integer> old) {
        int sum = old.orElse(0);
        for (int value : values) {
            sum += value;
        }
        boolean removes = values.stream().anyMatch(value -> value < 0);
        return removes ? Optional.empty() : Optional.of(sum + 1);
    }

    private List<String> modelRecords(int number) {
        List<String> records = new ArrayList<>();
        for (Tuple2<String, Integer> pair : batches.get(number - 1)) {
            int sum = running.getOrDefault(pair._1(), 0) + pair._2();
            records.add(pair._1() + "=" + sum);
            lastSeen.put(pair._1(), number);
            if (pair._2() < 0) {
                running.remove(pair._1());
            } else {
                running.put(pair._1(), sum);
            }
        }
        for (String key : List.copyOf(running.keySet())) {
            if (number - lastSeen.getOrDefault(key, INITIAL) >= timeout) {
                records.add(key + "!" + running.remove(key));
            }
        }
        return records;
    }

    /** When the initial state counts as having been seen: in the first batch. */
    private static final int INITIAL = 1;

    private Map<String, Integer> modelUpdate(int number) {
        Map<String, List<Integer>> values = new TreeMap<>();
        updated.keySet().forEach(key -> values.put(key, new ArrayList<>()));
        batches.get(number - 1)
                .forEach(pair -> values.computeIfAbsent(pair._1(), key -> new ArrayList<>())
                        .add(pair._2()));
        values.forEach((key, added) -> update(added, Optional.ofNullable(updated.get(key)))
                .ifPresentOrElse(sum -> updated.put(key, sum), () -> updated.remove(key)));
        return updated;
    }

    private static List<Tuple2<String, Integer>> pairs(Map<String, Integer> map) {
        return map.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .toList();
    }
}
