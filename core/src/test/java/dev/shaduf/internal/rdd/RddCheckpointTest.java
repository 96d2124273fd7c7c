// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RddCheckpointTest {
    @TempDir
    Path folder;

    @AutoClose
    private final ShadufContext context = Plans.context();

    private final LongAccumulator computed = context.longAccumulator("computed");

    @BeforeEach
    void choose() {
        context.setCheckpointDir(folder.toString());
    }

    private RDD<Integer> counted(int records, int partitions) {
        return context.parallelize(IntStream.range(0, records).boxed().toList(), partitions)
                .map(n -> {
                    computed.add(1L);
                    return n;
                });
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    @Test
    void shouldWriteAtTheFirstActionAndReadFromThereEverAfter() throws Exception {
        RDD<Integer> numbers = counted(3_000, 3);
        numbers.checkpoint();
        assertThat(numbers.isCheckpointed()).isFalse();
        assertThat(directories()).isEmpty();

        assertThat(numbers.filter(n -> n % 2 == 0).count()).isEqualTo(1_500);
        assertThat(numbers.collect()).hasSize(3_000).startsWith(0, 1, 2).endsWith(2_999);

        assertThat(computed.value()).isEqualTo(3_000);
        assertThat(numbers.isCheckpointed()).isTrue();
        assertThat(numbers.getCheckpointFile())
                .hasValueSatisfying(
                        file -> assertThat(Path.of(URI.create(file))).isDirectoryContaining("glob:**/part-00002"));
    }

    @Test
    void shouldWriteNothingButWhatWasAskedFor() throws Exception {
        RDD<Integer> numbers = counted(10, 2);
        numbers.checkpoint();

        assertThat(counted(5, 1).count()).isEqualTo(5);

        assertThat(directories()).isEmpty();
    }

    @Test
    void shouldComputeNoMoreThanOnceWhenItIsPersistedToo() {
        RDD<Integer> numbers = counted(100, 2).persist(StorageLevel.MEMORY_ONLY);
        assertThat(numbers.count()).isEqualTo(100);
        numbers.checkpoint();
        numbers.checkpoint();

        assertThat(numbers.map(n -> n + 1).count()).isEqualTo(100);

        assertThat(computed.value()).isEqualTo(100);
        assertThat(numbers.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
    }

    @Test
    void shouldKeepPairsWhereTheyAre() {
        PairRDD<Integer, Integer> sums =
                counted(100, 4).mapToPair(n -> new Tuple2<>(n % 10, n)).reduceByKey(Integer::sum, 3);
        sums.checkpoint();

        assertThat(sums.partitioner()).isPresent();
        assertThat(sums.lookup(3)).containsExactly(480);
        assertThat(sums.join(sums.mapValues(n -> -n)).collect()).hasSize(10);
    }

    @Test
    void shouldLetALoopGoOnForEver() {
        RDD<Integer> numbers = context.parallelize(List.of(0), 1);
        for (int i = 1; i <= 5_000; i++) {
            numbers = numbers.map(n -> n + 1);
            if (i % 100 == 0) {
                numbers.checkpoint();
                assertThat(numbers.first()).isEqualTo(i);
            }
        }
        assertThat(numbers.collect()).containsExactly(5_000);
    }

    @Test
    void shouldCheckpointOneBehindTheOther() {
        RDD<Integer> first = counted(10, 2);
        first.checkpoint();
        RDD<Integer> second = first.map(n -> n * 2);
        second.checkpoint();

        assertThat(second.map(n -> n + 1).collect()).startsWith(1, 3, 5);
        assertThat(first.isCheckpointed()).isTrue();
        assertThat(second.isCheckpointed()).isTrue();
        assertThat(computed.value()).isEqualTo(10);
    }

    @Test
    void shouldDeleteWhatNothingCanReadAnyMore() {
        RDD<Integer> numbers = counted(10, 2);
        numbers.checkpoint();
        numbers.count();
        numbers = context.emptyRDD();

        RDD<Integer> other = numbers;
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            other.count();
            return directories().isEmpty();
        });
    }

    @Test
    void shouldDeleteAllWithTheContext() throws Exception {
        RDD<Integer> numbers = counted(10, 2);
        numbers.checkpoint();
        numbers.count();
        assertThat(directories()).hasSize(1);

        context.close();

        assertThat(directories()).isEmpty();
    }

    @Test
    void shouldHoldFewLargeRecordsAtATime() throws Exception {
        RDD<byte[]> large = counted(200, 1).map(n -> new byte[200_000]);
        large.checkpoint();

        assertThat(large.count()).isEqualTo(200);
        Path part = Path.of(URI.create(large.getCheckpointFile().orElseThrow())).resolve("part-00000");
        try (DataInputStream in = new DataInputStream(Files.newInputStream(part))) {
            assertThat(in.readInt()).isLessThan(8 << 20);
        }
    }

    @Test
    void shouldNameAFileThatIsDamaged() throws Exception {
        RDD<Integer> numbers = counted(10, 1);
        numbers.checkpoint();
        numbers.count();
        Path part =
                Path.of(URI.create(numbers.getCheckpointFile().orElseThrow())).resolve("part-00000");
        byte[] bytes = Files.readAllBytes(part);
        bytes[20] ^= 1;
        Files.write(part, bytes);

        assertThatThrownBy(numbers::count).hasStackTraceContaining("part-00000, is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6, 30})
    void shouldNameAFileThatIsCutShort(int length) throws Exception {
        RDD<Integer> numbers = counted(10, 1);
        numbers.checkpoint();
        numbers.count();
        Path part =
                Path.of(URI.create(numbers.getCheckpointFile().orElseThrow())).resolve("part-00000");
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), length));

        assertThatThrownBy(numbers::count).hasStackTraceContaining("part-00000, is damaged");
    }

    @Test
    void shouldNameTheOperatorWhenRecordsCannotBeSerialized() {
        RDD<Object> objects = counted(1, 1).map(n -> new Object());
        objects.checkpoint();

        assertThatThrownBy(objects::count)
                .hasStackTraceContaining("checkpoint at RddCheckpointTest.java")
                .hasStackTraceContaining("NotSerializableException");
        assertThat(objects.isCheckpointed()).isFalse();
    }

    @Test
    void shouldAskForADirectory() {
        try (ShadufContext other = Plans.context()) {
            assertThat(other.getCheckpointDir()).isEmpty();
            RDD<Integer> numbers = other.parallelize(List.of(1), 1);

            assertThatThrownBy(() -> numbers.checkpoint())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("checkpoint at RddCheckpointTest.java")
                    .hasMessageContaining("setCheckpointDir");
        }
    }
}
