// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations on each record, or on each partition. */
@SemanticsTest
class NarrowOperationsTest {
    @Test
    void shouldMapEachRecord(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a bb", "ccc").map(String::length));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("1 2", "3");
    }

    @Test
    void shouldKeepTheOrderOfRecordsWithinAPartition(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                harness.source(List.of(3, 1, 2)).map(x -> x * 10).filter(x -> x > 10));

        harness.runBatches(1);

        assertThat(sink.records()).containsExactly(30, 20);
    }

    @Test
    void shouldFlattenWhatTheFunctionReturns(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a-b c", "")
                .flatMap(word -> List.of(word.split("-")).iterator()));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b c", "");
    }

    @Test
    void shouldKeepRecordsForWhichTheConditionHolds(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a bb cc", "d").filter(word -> word.length() == 2));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("bb cc", "");
    }

    @Test
    void shouldMapToPairs(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a bb").mapToPair(word -> new Tuple2<>(word, word.length())));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a1 bb2");
    }

    @Test
    void shouldSwapKeysAndValues(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2").mapToPair(Tuple2::swap));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("1a 2b");
    }

    @Test
    void shouldFlattenToPairs(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "ab c")
                .flatMapToPair(word ->
                        word.chars().mapToObj(c -> new Tuple2<>((char) c, 1)).iterator()));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a1 b1 c1");
    }

    @Test
    void shouldFilterPairs(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2").filter(pair -> pair._2() > 1));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("b2");
    }

    @Test
    void shouldMapPairsToRecords(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2").map(Tuple2::_1));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a b");
    }

    @Test
    void shouldMapEachPartitionOnce(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b c", "", "d").mapPartitions(NarrowOperationsTest::size));

        harness.runBatches(3);

        assertThat(said(sink).get(0)).isEqualTo("1 2");
        assertThat(sink.batches().get(1)).allMatch(size -> size == 0);
        assertThat(sink.batches().get(2)).contains(1);
    }

    @Test
    void shouldMapEachPartitionToPairs(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b c")
                .mapPartitionsToPair(words ->
                        List.of(new Tuple2<>("size", size(words).next())).iterator()));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("size1 size2");
    }

    @Test
    void shouldReadNoMoreOfAPartitionThanItsFunctionDoes(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b c d")
                .mapPartitions(words -> List.of(words.next()).iterator()));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a c");
    }

    @Test
    void shouldMapValuesAndLeaveKeysAlone(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2").mapValues(value -> value * 10));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a10 b20");
    }

    @Test
    void shouldFlattenValuesUnderTheirKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2 c0").flatMapValues(value -> {
            List<Integer> down = new ArrayList<>();
            for (int i = value; i > 0; i--) {
                down.add(i);
            }
            return down.iterator();
        }));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a1 b1 b2");
    }

    @Test
    void shouldGatherEachPartitionIntoOneList(StreamHarness harness) throws Exception {
        MemorySource<String> source = new MemorySource<>("parts");
        source.addPartitions(List.of(List.of("a", "b"), List.of(), List.of("c")));
        var sink = harness.collect(harness.stream(source).glom());

        harness.runBatches(1);

        assertThat(sink.records()).containsExactly(List.of("a", "b"), List.of(), List.of("c"));
    }

    @Test
    void shouldSeePairsAsRecords(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1").toDStream().count());

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("1");
    }

    @Test
    void shouldSeeRecordsAsPairs(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                PairDStream.fromDStream(pairs(harness, "a1 a2").toDStream()).reduceByKey(Integer::sum));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a3");
    }

    @Test
    void shouldCarryTheEmptyStringAsARecordAndAsAKey(StreamHarness harness) throws Exception {
        var counts = harness.collect(harness.source(List.of("", "a", "")).countByValue());

        harness.runBatches(1);

        assertThat(said(counts)).containsExactly("2 a1");
    }

    private static Iterator<Integer> size(Iterator<?> records) {
        int size = 0;
        while (records.hasNext()) {
            records.next();
            size++;
        }
        return List.of(size).iterator();
    }
}
