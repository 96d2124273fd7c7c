// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams whose batches are kept. */
@SemanticsTest
class PersistenceTest {
    static Stream<Arguments> levels() {
        return Stream.of(
                arguments("MEMORY_ONLY", StorageLevel.MEMORY_ONLY),
                arguments("MEMORY_ONLY_SER", StorageLevel.MEMORY_ONLY_SER),
                arguments("MEMORY_AND_DISK", StorageLevel.MEMORY_AND_DISK),
                arguments("MEMORY_AND_DISK_SER", StorageLevel.MEMORY_AND_DISK_SER),
                arguments("DISK_ONLY", StorageLevel.DISK_ONLY),
                arguments("MEMORY_ONLY_2", StorageLevel.MEMORY_ONLY_2),
                arguments("MEMORY_AND_DISK_SER_2", StorageLevel.MEMORY_AND_DISK_SER_2),
                arguments("DISK_ONLY_2", StorageLevel.DISK_ONLY_2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("levels")
    void shouldComputeABatchOnceForAllThatReadIt(String name, StorageLevel level) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            LongAccumulator calls = harness.context().context().longAccumulator("calls");
            var kept = words(harness, "a b c", "d")
                    .map(word -> {
                        calls.add(1);
                        return word + word;
                    })
                    .persist(level);
            var first = harness.collect(kept);
            var second = harness.collect(kept.filter(word -> true));

            harness.runBatches(2);

            assertThat(said(first)).as(name).containsExactly("aa bb cc", "dd");
            assertThat(said(second)).isEqualTo(said(first));
            assertThat(calls.value()).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("levels")
    void shouldKeepWhatAWindowReads(String name, StorageLevel level) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            LongAccumulator calls = harness.context().context().longAccumulator("calls");
            var sink = harness.collect(words(harness, "a", "b", "c", "d")
                    .map(word -> {
                        calls.add(1);
                        return word + word;
                    })
                    .window(seconds(3))
                    .persist(level));

            harness.runBatches(5);

            assertThat(numbered(sink))
                    .as(name)
                    .containsExactly("1: aa", "2: aa bb", "3: aa bb cc", "4: bb cc dd", "5: cc dd");
            assertThat(calls.value()).isEqualTo(4);
        }
    }

    @Test
    void shouldGiveThePartitionsOfAPersistedStreamTheirLevel(StreamHarness harness) throws Exception {
        List<StorageLevel> levels = new ArrayList<>();
        words(harness, "a").cache().foreachRDD(rdd -> levels.add(rdd.getStorageLevel()));
        words(harness, "a").persist().foreachRDD(rdd -> levels.add(rdd.getStorageLevel()));
        words(harness, "a").foreachRDD(rdd -> levels.add(rdd.getStorageLevel()));

        harness.runBatches(1);

        assertThat(levels).containsExactly(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_ONLY_SER, StorageLevel.NONE);
    }

    @Test
    void shouldPersistTheParentOfAWindowAndNotTheWindow(StreamHarness harness) throws Exception {
        List<StorageLevel> levels = new ArrayList<>();
        var parent = words(harness, "a").map(word -> word);
        var window = parent.window(seconds(2)).persist(StorageLevel.MEMORY_AND_DISK);
        parent.foreachRDD(rdd -> levels.add(rdd.getStorageLevel()));
        window.foreachRDD(rdd -> levels.add(rdd.getStorageLevel()));

        harness.runBatches(1);

        assertThat(levels).containsExactly(StorageLevel.MEMORY_AND_DISK, StorageLevel.NONE);
    }

    @Test
    void shouldPersistTheParentOfAWindowByItself(StreamHarness harness) throws Exception {
        List<Boolean> keeps = new ArrayList<>();
        var parent = words(harness, "a").map(word -> word);
        parent.window(seconds(2)).foreachRDD(rdd -> {});
        parent.foreachRDD(rdd -> keeps.add(rdd.getStorageLevel().keeps()));

        harness.runBatches(1);

        assertThat(keeps).containsExactly(true);
    }

    @Test
    void shouldForgetWhatIsKeptOnceNothingNeedsIt(StreamHarness harness) throws Exception {
        List<RDD<String>> rdds = new ArrayList<>();
        words(harness, "a", "b", "c", "d").cache().foreachRDD(rdd -> rdds.add(rdd));

        harness.runBatches(4);

        assertThat(rdds.get(0).getStorageLevel().keeps()).isFalse();
    }

    @Test
    void shouldComputeAPersistedBatchAgainWhenItIsTriedAgain(StreamHarness harness) throws Exception {
        Fault fault = new Fault();
        var sink = harness.collect(words(harness, "a", "b")
                .map(fault::pass)
                .persist(StorageLevel.DISK_ONLY)
                .window(seconds(2)));

        fault.arm();
        harness.runBatches(1);
        fault.arm(2);
        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a", "a b");
    }

    @Test
    void shouldRefuseAnotherLevelAfterTheStart(StreamHarness harness) throws Exception {
        var input = words(harness, "a");
        harness.collect(input);
        harness.runBatches(1);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> input.persist(StorageLevel.MEMORY_ONLY))
                .withMessageContaining("persist at PersistenceTest.java:")
                .withMessageContaining("after the context has started");
    }
}
