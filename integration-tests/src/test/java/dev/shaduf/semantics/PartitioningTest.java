// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.dstream.DStream;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which record goes to which partition. */
@SemanticsTest
class PartitioningTest {
    /** Keys by their length. */
    private record ByLength(int numPartitions) implements Partitioner {
        private static final long serialVersionUID = 1L;

        @Override
        public int getPartition(Object key) {
            return ((String) key).length() % numPartitions;
        }
    }

    private static final Partitioner BY_LENGTH = new ByLength(3);

    @Test
    void shouldPutKeysWhereTheProgramsPartitionerSays(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "1 a2 b3 cc4")
                .reduceByKey(Integer::sum, BY_LENGTH)
                .glom());

        harness.runBatches(1);

        assertThat(sink.records()).extracting(Semantics::said).containsExactly("1", "a2 b3", "cc4");
    }

    @Test
    void shouldUseTheProgramsPartitionerInEveryOperationByKey(StreamHarness harness) throws Exception {
        List<Optional<Partitioner>> seen = new ArrayList<>();
        var input = pairs(harness, "a1");
        input.groupByKey(BY_LENGTH).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        input.combineByKey(v -> v, Integer::sum, Integer::sum, BY_LENGTH)
                .foreachRDD(rdd -> seen.add(rdd.partitioner()));
        input.join(input, BY_LENGTH).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        input.cogroup(input, BY_LENGTH).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        input.updateStateByKey(UpdateStateByKeyTest::sum, BY_LENGTH).foreachRDD(rdd -> seen.add(rdd.partitioner()));

        harness.runBatches(1);

        assertThat(seen).hasSize(5).containsOnly(Optional.of(BY_LENGTH));
    }

    @Test
    void shouldKeepThePartitionerWhenOnlyValuesChange(StreamHarness harness) throws Exception {
        List<Optional<Partitioner>> seen = new ArrayList<>();
        var reduced = pairs(harness, "a1").reduceByKey(Integer::sum, BY_LENGTH);
        reduced.mapValues(v -> v + 1).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        reduced.flatMapValues(v -> List.of(v).iterator()).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        reduced.filter(pair -> true).foreachRDD(rdd -> seen.add(rdd.partitioner()));
        reduced.mapToPair(pair -> pair).foreachRDD(rdd -> seen.add(rdd.partitioner()));

        harness.runBatches(1);

        assertThat(seen)
                .containsExactly(
                        Optional.of(BY_LENGTH), Optional.of(BY_LENGTH), Optional.of(BY_LENGTH), Optional.empty());
    }

    @Test
    void shouldMakeTheNumberOfPartitionsGiven(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        var input = pairs(harness, "a1 b2");
        input.reduceByKey(Integer::sum, 3).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        input.groupByKey(4).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        input.repartition(5).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(2);

        assertThat(partitions).containsExactly(3, 4, 5, 3, 4, 5);
    }

    @Test
    void shouldMakeAsManyPartitionsAsTheEngineHasThreadsUnlessToldOtherwise(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        pairs(harness, "a1").reduceByKey(Integer::sum).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(1);

        assertThat(partitions).containsExactly(harness.context().context().defaultParallelism());
    }

    @Test
    void shouldSpreadRecordsUpAndDown(StreamHarness harness) throws Exception {
        MemorySource<Integer> source = new MemorySource<>("parts");
        List<Integer> all = IntStream.range(0, 40).boxed().toList();
        source.addPartitions(List.of(all.subList(0, 20), all.subList(20, 40)));
        DStream<Integer> input = harness.stream(source);
        var up = harness.collect(input.repartition(4).glom());
        var down = harness.collect(input.repartition(1).glom());

        harness.runBatches(1);

        assertThat(up.records()).hasSize(4).allSatisfy(part -> assertThat(part).hasSize(10));
        assertThat(up.records()).flatExtracting(part -> part).containsExactlyInAnyOrderElementsOf(all);
        assertThat(down.records()).hasSize(1);
        assertThat(down.records().get(0)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void shouldSpreadRecordsTheSameWheneverItIsDone(StreamHarness harness) throws Exception {
        MemorySource<Integer> source = new MemorySource<>("parts");
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        source.addPartitions(List.of(all.subList(0, 70), all.subList(70, 100)));
        DStream<List<Integer>> parts = harness.stream(source).repartition(3).glom();
        List<List<List<Integer>>> seen = new ArrayList<>();
        Fault fault = new Fault().arm(2);
        parts.foreachRDD(rdd -> {
            seen.add(rdd.collect());
            fault.strike();
        });

        harness.runBatches(1);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @Test
    void shouldTellEqualKeysTogetherWhateverTheirPartition(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b c d a b c d a").countByValue(7));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a3 b2 c2 d2");
    }

    @Test
    void shouldRefuseNoPartitions(StreamHarness harness) {
        var input = pairs(harness);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.repartition(0))
                .withMessageContaining("repartition at PartitioningTest.java:")
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.reduceByKey(Integer::sum, -1))
                .withMessageContaining("PartitioningTest.java:")
                .withMessageContaining("at least 1");
    }

    @Test
    void shouldRefuseAnArrayAsAKeyWithItsClass(StreamHarness harness) {
        harness.collect(words(harness, "a")
                .mapToPair(word -> Semantics.pair(new int[] {1}, 1))
                .reduceByKey(Integer::sum));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("int[]");
    }

    @Test
    void shouldRefuseAKeyThatHasNoHashOfItsOwnWithItsClass(StreamHarness harness) {
        harness.collect(words(harness, "a")
                .mapToPair(word -> Semantics.pair(new Opaque(), 1))
                .reduceByKey(Integer::sum));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining(Opaque.class.getName());
    }

    private static final class Opaque {}
}
