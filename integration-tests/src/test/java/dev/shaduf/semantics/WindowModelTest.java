// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.pair;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.CollectedBatch;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;

/** Windows over random batches against a model that goes through all of them each time. */
@SemanticsTest
class WindowModelTest {
    private static final int BATCHES = 14;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<List<Tuple2<String, Integer>>> batches = new ArrayList<>();
    private final int length = 1 + random.nextInt(5);
    private final int slide = 1 + random.nextInt(4);

    @RepeatedTest(8)
    void shouldAgreeWithTheModelWhateverTheBatchesAndTheFailures(StreamHarness harness) throws Exception {
        Fault fault = new Fault();
        PairDStream<String, Integer> input = randomInput(harness, fault);
        CollectingSink<?> plain =
                harness.collect(input.reduceByKeyAndWindow(Integer::sum, seconds(length), seconds(slide)));
        CollectingSink<?> inverse = harness.collect(
                input.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(length), seconds(slide)));
        CollectingSink<?> filtered = harness.collect(input.reduceByKeyAndWindow(
                Integer::sum, (a, b) -> a - b, seconds(length), seconds(slide), 3, sum -> sum._2() != 0));
        CollectingSink<?> window = harness.collect(input.window(seconds(length), seconds(slide)));
        CollectingSink<?> groups = harness.collect(input.groupByKeyAndWindow(seconds(length), seconds(slide)));
        CollectingSink<?> count = harness.collect(input.countByWindow(seconds(length), seconds(slide)));
        CollectingSink<?> values =
                harness.collect(input.map(Tuple2::_1).countByValueAndWindow(seconds(length), seconds(slide)));

        for (int i = 0; i < BATCHES; i++) {
            if (random.nextInt(4) == 0) {
                fault.arm(1 + random.nextInt(2));
            }
            harness.runBatches(1);
        }

        String setting = "seed " + seed + ", window " + length + ", slide " + slide + ", batches " + batches;
        assertThat(plain.collected())
                .as(setting)
                .extracting(CollectedBatch::time)
                .hasSize(BATCHES / slide);
        int at = 0;
        for (int end = slide; end <= BATCHES; end += slide) {
            List<Tuple2<String, Integer>> model = within(end - length, end);
            String where = setting + ", at batch " + end;
            assertThat(plain.collected().get(at).time()).as(where).isEqualTo(batch(end));
            assertThat(said(plain).get(at)).as(where).isEqualTo(sums(model));
            assertThat(said(inverse).get(at)).as(where).isEqualTo(sums(withKeysSeen(model, end)));
            assertThat(said(filtered).get(at)).as(where).isEqualTo(without("0", sums(model)));
            assertThat(said(window).get(at)).as(where).isEqualTo(said(model));
            assertThat(said(groups).get(at)).as(where).isEqualTo(groups(model));
            assertThat(said(count).get(at)).as(where).isEqualTo(String.valueOf(model.size()));
            assertThat(said(values).get(at)).as(where).isEqualTo(sums(ones(model)));
            at++;
        }
    }

    private PairDStream<String, Integer> randomInput(StreamHarness harness, Fault fault) {
        MemorySource<Tuple2<String, Integer>> source = new MemorySource<>("random");
        for (int i = 0; i < BATCHES; i++) {
            List<Tuple2<String, Integer>> batch = new ArrayList<>();
            int size = random.nextInt(3) == 0 ? 0 : random.nextInt(12);
            for (int j = 0; j < size; j++) {
                batch.add(pair(random.nextInt(9) == 0 ? "" : "k" + random.nextInt(6), random.nextInt(9) - 4));
            }
            batches.add(batch);
            Semantics.add(source, batch);
        }
        return harness.stream(source).mapToPair(fault::pass);
    }

    private List<Tuple2<String, Integer>> within(int after, int upTo) {
        return batches.subList(Math.max(0, after), upTo).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Tuple2<String, Integer>> withKeysSeen(List<Tuple2<String, Integer>> model, int upTo) {
        List<Tuple2<String, Integer>> all = new ArrayList<>(model);
        within(0, upTo).forEach(seen -> all.add(pair(seen._1(), 0)));
        return all;
    }

    private static List<Tuple2<String, Integer>> ones(List<Tuple2<String, Integer>> pairs) {
        return pairs.stream().map(pair -> pair(pair._1(), 1)).toList();
    }

    private static String sums(List<Tuple2<String, Integer>> pairs) {
        Map<String, Integer> sums = new TreeMap<>();
        pairs.forEach(pair -> sums.merge(pair._1(), pair._2(), Integer::sum));
        return said(sums.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static String groups(List<Tuple2<String, Integer>> pairs) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        pairs.forEach(pair ->
                groups.computeIfAbsent(pair._1(), key -> new ArrayList<>()).add(pair._2()));
        return said(groups.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static String without(String value, String sums) {
        return Semantics.words(sums).stream()
                .filter(word -> !word.matches("(k\\d)?" + value))
                .collect(Collectors.joining(" "));
    }
}
