// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.internal.file.ScratchDirectory;
import dev.shaduf.rdd.HashPartitioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortSpillTest {
    private static final Origin SORT = new Origin("sortByKey", "Test.java:9");
    private static final int BUDGET = 600_000;
    private static final int RECORDS = 20_000;

    @TempDir
    Path directory;

    private final Random random = seeded();
    private LocalEngine engine;

    @BeforeEach
    void open() {
        engine = Plans.engine("local[2]", BUDGET, directory);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldMergeRunsLikeAStableSortInMemory() throws Exception {
        Object[][] input = {ints(RECORDS, 500), ints(10, 500), ints(0, 1), ints(RECORDS / 2, 500)};
        JobScope scope = Plans.scope();

        List<List<Object>> sorted = Plans.glom(engine, sort(3, input), scope);

        assertThat(files()).isNotEmpty();
        assertThat(sorted).isEqualTo(expected(3, input));
        assertThat(Plans.glom(engine, sort(3, input), scope)).isEqualTo(sorted);
        engine.end(scope);
    }

    @Test
    void shouldReadASortedShuffleAgainWithinItsScope() throws Exception {
        PlanNode node = sort(2, new Object[][] {ints(RECORDS, 1_000)});
        JobScope scope = Plans.scope();
        assertThat(Plans.glom(engine, node, scope)).isEqualTo(Plans.glom(engine, node, scope));
        engine.end(scope);
    }

    @Test
    void shouldFreeFilesAndMemoryWithTheScope() throws Exception {
        JobScope scope = Plans.scope();
        Plans.glom(engine, sort(2, new Object[][] {ints(RECORDS, 1_000), ints(1_000, 1_000)}), scope);
        assertThat(files()).isNotEmpty();
        engine.end(scope);
        assertThat(files()).isEmpty();
        assertThat(engine.sorting()).isZero();
    }

    @Test
    void shouldLeaveNoFileOfAnAttemptThatCouldNotBeWritten() throws Exception {
        Object[] input = ints(RECORDS, 1_000);
        input[100] = pair(7, new Object());
        JobScope scope = Plans.scope();

        assertThatThrownBy(() -> Plans.glom(engine, sort(2, new Object[][] {input}), scope))
                .isInstanceOf(OperatorException.class);

        assertThat(files()).isEmpty();
        engine.end(scope);
    }

    @Test
    void shouldSortInMemoryWhatFits() throws Exception {
        JobScope scope = Plans.scope();
        Object[][] input = {ints(1_000, 100)};
        assertThat(Plans.glom(engine, sort(2, input), scope)).isEqualTo(expected(2, input));
        assertThat(files()).isEmpty();
        assertThat(engine.sorting()).isPositive();
        engine.end(scope);
        assertThat(engine.sorting()).isZero();
    }

    @Test
    void shouldBringBackEveryKindOfRecordAsItWas() throws Exception {
        List<Object> kinds = new ArrayList<>();
        kinds.add(null);
        kinds.addAll(List.of(7, 7L, 0.5, -0.0, true, false, "text", "żółć \uD83D", "é", 'c', 1.5f));
        kinds.addAll(List.of(List.of(1, 2), Tuple2.of("a", Tuple2.of(1, 2L)), Thread.State.NEW, new Own(3)));
        Object[] input = IntStream.range(0, RECORDS)
                .mapToObj(i -> pair(i % 977, kinds.get(i % kinds.size())))
                .toArray();
        JobScope scope = Plans.scope();
        assertThat(Plans.glom(engine, sort(1, new Object[][] {input}), scope))
                .isEqualTo(expected(1, new Object[][] {input}));
        assertThat(files()).isNotEmpty();
        engine.end(scope);
    }

    @Test
    void shouldNameTheOperatorWhenRecordsCannotGoToDisk() {
        Object[] input = IntStream.range(0, RECORDS)
                .mapToObj(i -> pair(i, new Object[] {new Object()}))
                .toArray();
        assertThatThrownBy(() -> collect(engine, sort(1, new Object[][] {input})))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("sortByKey at Test.java:9")
                .hasMessageContaining("shaduf.sort.fraction");
    }

    @Test
    void shouldLeaveNothingBehindWhenATaskFailsAfterSpilling() throws Exception {
        Object[] input = ints(RECORDS, 1_000);
        input[RECORDS - 1] = pair("not a number", 0);
        JobScope scope = Plans.scope();
        assertThatThrownBy(() -> Plans.glom(engine, sort(2, new Object[][] {input}), scope))
                .isInstanceOf(OperatorException.class)
                .hasCauseInstanceOf(ClassCastException.class);
        engine.end(scope);
        assertThat(files()).isEmpty();
        assertThat(engine.sorting()).isZero();
    }

    @Test
    void shouldStopReadingEarlyWithoutReadingAll() throws Exception {
        JobScope scope = Plans.scope();
        PlanNode node = sort(1, new Object[][] {ints(RECORDS, 1_000)});
        List<List<Object>> taken =
                engine.run(new dev.shaduf.engine.Job<>(node, List.of(0), Plans.take(3), scope, "take"));
        assertThat(taken.get(0))
                .hasSize(3)
                .isEqualTo(Plans.glom(engine, node, scope).get(0).subList(0, 3));
        engine.end(scope);
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("SortSpillTest seed " + seed);
        return new Random(seed);
    }

    private Object[] ints(int count, int keys) {
        return IntStream.range(0, count)
                .mapToObj(i -> pair(random.nextInt(keys), i))
                .toArray();
    }

    private static ShuffleNode sort(int partitions, Object[][] input) {
        Comparator<Object> natural = (a, b) -> ((Integer) a).compareTo((Integer) b);
        return new ShuffleNode(source(input), new HashPartitioner(partitions), null, natural, SORT);
    }

    private static List<List<Object>> expected(int partitions, Object[][] input) {
        HashPartitioner target = new HashPartitioner(partitions);
        List<List<Object>> expected = new ArrayList<>();
        IntStream.range(0, partitions).forEach(i -> expected.add(new ArrayList<>()));
        for (Object[] part : input) {
            for (Object record : part) {
                expected.get(target.getPartition(key(record))).add(record);
            }
        }
        expected.forEach(records -> records.sort(Comparator.comparing(SortSpillTest::key)));
        return expected;
    }

    private static Integer key(Object record) {
        return (Integer) ((Tuple2<?, ?>) record)._1();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(ScratchDirectory.OWNER))
                    .toList();
        }
    }

    private record Own(int value) implements java.io.Serializable {}
}
