// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.ints;
import static dev.shaduf.internal.local.Plans.map;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static dev.shaduf.internal.local.Plans.start;
import static dev.shaduf.internal.local.Plans.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.file.ScratchDirectory;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.StorageLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageTest {
    private static final Origin PERSIST = new Origin("persist", "Test.java:5");
    private static final int BUDGET = 100_000;

    @TempDir
    Path directory;

    private final AtomicInteger computed = new AtomicInteger();
    private long nextId;
    private LocalEngine engine;

    @BeforeEach
    void open() {
        engine = Plans.engine("local[2]", BUDGET, directory);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    static Stream<StorageLevel> levels() {
        return Stream.of(
                StorageLevel.MEMORY_ONLY,
                StorageLevel.MEMORY_ONLY_2,
                StorageLevel.MEMORY_ONLY_SER,
                StorageLevel.MEMORY_AND_DISK,
                StorageLevel.MEMORY_AND_DISK_SER_2,
                StorageLevel.DISK_ONLY,
                StorageLevel.DISK_ONLY_2);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldComputeOnceAndReadBackAtEachLevel(StorageLevel level) throws Exception {
        CachedNode node = cached(level, ints(0, 1_000), ints(1_000, 1_500));

        assertThat(collect(engine, node)).containsExactly(ints(0, 1_500));
        assertThat(collect(engine, node)).containsExactly(ints(0, 1_500));

        assertThat(computed).hasValue(1_500);
        assertThat(files()).hasSize(level.useMemory() ? 0 : 2);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldHandOnEveryRecordOfAPartitionThatIsLargerThanTheMemory(StorageLevel level) throws Exception {
        CachedNode node = cached(level, ints(0, 20_000));

        assertThat(collect(engine, node)).isEqualTo(List.of(ints(0, 20_000)));
        assertThat(collect(engine, node)).isEqualTo(List.of(ints(0, 20_000)));

        assertThat(computed).hasValue(level.useDisk() ? 20_000 : 40_000);
        assertThat(engine.stored()).isZero();
        assertThat(files()).hasSize(level.useDisk() ? 1 : 0);
    }

    @Test
    void shouldKeepNothingAtLevelNone() throws Exception {
        CachedNode node = cached(StorageLevel.NONE, ints(0, 10));

        collect(engine, node);
        collect(engine, node);

        assertThat(computed).hasValue(20);
    }

    @Test
    void shouldDropWhatWasReadLongestAgoAndComputeItAgain() throws Exception {
        CachedNode first = cached(StorageLevel.MEMORY_ONLY, ints(0, 2_000));
        CachedNode second = cached(StorageLevel.MEMORY_ONLY, ints(0, 2_000));
        CachedNode third = cached(StorageLevel.MEMORY_ONLY, ints(0, 2_000));
        collect(engine, first);
        collect(engine, second);
        collect(engine, first);
        assertThat(computed).hasValue(4_000);

        collect(engine, third);
        assertThat(engine.stored()).isLessThanOrEqualTo(BUDGET);
        collect(engine, first);
        assertThat(computed).hasValue(6_000);
        assertThat(collect(engine, second)).isEqualTo(List.of(ints(0, 2_000)));
        assertThat(computed).hasValue(8_000);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldStayWithinItsMemoryWhateverIsKept(StorageLevel level) throws Exception {
        List<CachedNode> nodes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nodes.add(cached(level, ints(0, 1_000), ints(1_000, 2_000)));
            assertThat(collect(engine, nodes.get(i))).isEqualTo(List.of(ints(0, 2_000)));
            assertThat(engine.stored()).isLessThanOrEqualTo(BUDGET);
        }
        for (CachedNode node : nodes) {
            assertThat(collect(engine, node)).isEqualTo(List.of(ints(0, 2_000)));
        }
        if (level.useDisk()) {
            assertThat(computed).hasValue(40_000);
        }
    }

    @Test
    void shouldCountWhatStandsInOptionalValuesAndNumbers() throws Exception {
        CachedNode joined = cached(StorageLevel.MEMORY_ONLY, some(20, i -> pair(i, Optional.of("x".repeat(1_000)))));
        collect(engine, joined);
        assertThat(engine.stored()).isBetween(20_000L, 24_000L);
        engine.forget(joined.id());

        collect(engine, cached(StorageLevel.MEMORY_ONLY, some(100, i -> new Measured(i, i, i, i, i, i, i, i))));
        assertThat(engine.stored()).isBetween(7_000L, 9_000L);
    }

    static Stream<StorageLevel> inMemory() {
        return levels().filter(StorageLevel::useMemory);
    }

    @ParameterizedTest
    @MethodSource("inMemory")
    void shouldNotReadFarBeyondItsMemoryWhenRecordsAreLarge(StorageLevel level) throws Exception {
        List<Integer> asked = new ArrayList<>();
        PlanNode large = new SourceNode(1, task -> new Large(asked, 2_000), PERSIST);

        collect(engine, new CachedNode(large, ++nextId, level, PERSIST));

        int beforeTheFirstLook = asked.get(0);
        assertThat(beforeTheFirstLook).isLessThanOrEqualTo(32);
    }

    @Test
    void shouldLetGoOfLargeRecordsThatItHasWritten() throws Exception {
        List<WeakReference<Object>> written = new ArrayList<>();
        AtomicInteger alive = new AtomicInteger();
        PlanNode large = map(source(ints(0, 100)), i -> {
            byte[] bytes = new byte[200_000];
            written.add(new WeakReference<>(bytes));
            if (i.equals(99)) {
                System.gc();
                written.forEach(each -> alive.addAndGet(each.get() == null ? 0 : 1));
            }
            return bytes;
        });

        engine.run(Job.over(
                new CachedNode(large, ++nextId, StorageLevel.DISK_ONLY, PERSIST), Plans.take(0), Plans.scope(), "gc"));

        assertThat(alive).hasValueLessThan(20);
    }

    @Test
    void shouldForgetWhatWasKeptInMemoryAndOnDisk() throws Exception {
        CachedNode inMemory = cached(StorageLevel.MEMORY_ONLY, ints(0, 100));
        CachedNode onDisk = cached(StorageLevel.DISK_ONLY, ints(0, 100));
        collect(engine, inMemory);
        collect(engine, onDisk);
        assertThat(engine.stored()).isPositive();

        engine.forget(inMemory.id());
        engine.forget(onDisk.id());
        engine.forget(12_345_678);

        assertThat(engine.stored()).isZero();
        assertThat(files()).isEmpty();
        assertThat(collect(engine, onDisk)).containsExactly(ints(0, 100));
        assertThat(computed).hasValue(300);
    }

    @Test
    void shouldNotComputeTheShufflesBehindWhatIsKept() throws Exception {
        PlanNode counting = map(source(of(pair("a", 1)), of(pair("a", 2))), record -> {
            computed.incrementAndGet();
            return record;
        });
        CachedNode node = new CachedNode(sum(counting, 2), ++nextId, StorageLevel.MEMORY_ONLY, PERSIST);

        assertThat(collect(engine, node)).containsExactly(pair("a", 3));
        assertThat(collect(engine, node)).containsExactly(pair("a", 3));
        assertThat(computed).hasValue(2);
    }

    @Test
    void shouldComputeInATaskTheShuffleBehindWhatWasForgottenMeanwhile() throws Exception {
        CachedNode shuffled = new CachedNode(
                sum(source(of(pair("a", 1)), of(pair("a", 2))), 1), ++nextId, StorageLevel.MEMORY_ONLY, PERSIST);
        collect(engine, shuffled);
        PlanNode forgetting = map(source(of(pair("x", 0))), record -> {
            engine.forget(shuffled.id());
            return record;
        });
        PlanNode both = new UnionNode(
                List.of(forgetting, shuffled),
                List.of(List.of(new UnionNode.Piece(0, 0), new UnionNode.Piece(1, 0))),
                PERSIST);

        assertThat(collect(engine, both)).containsExactly(pair("x", 0), pair("a", 3));
    }

    @Test
    void shouldComputeAPartitionOnceWhenTwoJobsWantIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CachedNode node = new CachedNode(
                map(source(of(1)), value -> {
                    computed.incrementAndGet();
                    begun.countDown();
                    go.await();
                    return value;
                }),
                ++nextId,
                StorageLevel.MEMORY_ONLY,
                PERSIST);
        Plans.Running<List<Object>> first = start(() -> collect(engine, node));
        begun.await();
        Plans.Running<List<Object>> second = start(() -> collect(engine, node));
        go.countDown();

        assertThat(first.get()).isEqualTo(second.get()).containsExactly(1);
        assertThat(computed).hasValue(1);
    }

    @Test
    void shouldCountOnceWhatIsAddedWhileAPartitionIsKeptThoughItsTaskFails() throws Exception {
        try (LocalEngine trying = Plans.engine("local[2,2]", BUDGET, directory)) {
            assertThat(addedInTwoAttempts(trying, StorageLevel.MEMORY_ONLY, 100))
                    .isEqualTo(100);
            assertThat(addedInTwoAttempts(trying, StorageLevel.MEMORY_AND_DISK, 20_000))
                    .isEqualTo(20_000);
        }
    }

    @Test
    void shouldCountOnceWhatIsAddedWhileAPartitionIsReadThatCannotBeKept() throws Exception {
        try (LocalEngine trying = Plans.engine("local[2,2]", BUDGET, directory)) {
            assertThat(addedInTwoAttempts(trying, StorageLevel.MEMORY_ONLY, 20_000))
                    .isEqualTo(20_000);
            assertThat(addedInTwoAttempts(trying, StorageLevel.MEMORY_ONLY_SER, 20_000))
                    .isEqualTo(20_000);
        }
    }

    /** Runs a job that persists what adds one for each record, and fails once behind it. */
    private long addedInTwoAttempts(LocalEngine trying, StorageLevel level, int records) throws Exception {
        LongAccumulator added = trying.longAccumulator("added");
        CollectionAccumulator<Object> list = trying.collectionAccumulator("list");
        AtomicInteger failures = new AtomicInteger();
        PlanNode adding = map(source(ints(0, records)), value -> {
            added.add(1L);
            list.add(value);
            return value;
        });
        PlanNode failing = map(new CachedNode(adding, ++nextId, level, PERSIST), value -> {
            if (value.equals(records - 1) && failures.getAndIncrement() == 0) {
                throw new IOException("once");
            }
            return value;
        });
        assertThat(collect(trying, failing)).hasSize(records);
        assertThat(list.value()).hasSize(Math.toIntExact(added.value()));
        return added.value();
    }

    @Test
    void shouldDropRatherThanFailAnotherJobWhenWhatIsEvictedIsTooDeepToBeWritten() throws Exception {
        Linked deep = null;
        for (int i = 0; i < 100_000; i++) {
            deep = new Linked(deep);
        }
        CachedNode linked = cached(StorageLevel.MEMORY_AND_DISK, of(deep));
        collect(engine, linked);
        List<CachedNode> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(cached(StorageLevel.MEMORY_ONLY, ints(0, 2_500)));
        }

        for (CachedNode other : others) {
            assertThat(collect(engine, other)).hasSize(2_500);
        }

        assertThat(collect(engine, linked)).hasSize(1);
    }

    private record Linked(Linked next) implements Serializable {}

    @Test
    void shouldKeepNothingOfAPartitionThatFailed() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        CachedNode node = new CachedNode(
                map(source(of(1, 2)), value -> {
                    if (value.equals(2) && failures.getAndIncrement() == 0) {
                        throw new IOException("once");
                    }
                    return value;
                }),
                ++nextId,
                StorageLevel.DISK_ONLY,
                PERSIST);

        assertThatThrownBy(() -> collect(engine, node)).hasRootCauseMessage("once");
        assertThat(files()).isEmpty();
        assertThat(collect(engine, node)).containsExactly(1, 2);
    }

    @Test
    void shouldNameTheClassThatCannotBeSerialized() {
        CachedNode node = new CachedNode(
                map(source(of(1)), value -> pair(value, new Opaque())),
                ++nextId,
                StorageLevel.MEMORY_ONLY_SER,
                PERSIST);

        assertThatThrownBy(() -> collect(engine, node))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("persist at Test.java:5")
                .hasMessageContaining(Opaque.class.getName())
                .hasMessageContaining("java.io.Serializable");
    }

    @Test
    void shouldDropRatherThanFailAnotherJobWhenWhatIsEvictedCannotBeSerialized() throws Exception {
        CachedNode opaque = new CachedNode(
                map(source(ints(0, 1_500)), value -> {
                    computed.incrementAndGet();
                    return new Opaque();
                }),
                ++nextId,
                StorageLevel.MEMORY_AND_DISK,
                PERSIST);
        assertThat(collect(engine, opaque)).hasSize(1_500);

        assertThat(collect(engine, cached(StorageLevel.MEMORY_ONLY, ints(0, 3_000))))
                .hasSize(3_000);
        assertThat(collect(engine, opaque)).hasSize(1_500);
        assertThat(computed).hasValue(1_500 + 3_000 + 1_500);
    }

    @Test
    void shouldReadBackListsArraysAndClassesFromDisk() throws Exception {
        CachedNode node = cached(StorageLevel.DISK_ONLY, of(new Wrapped(List.of("a"), new int[] {1, 2}, int.class)));
        collect(engine, node);

        Wrapped read = (Wrapped) collect(engine, node).get(0);
        assertThat(read.list()).containsExactly("a");
        assertThat(read.array()).containsExactly(1, 2);
        assertThat(read.type()).isEqualTo(int.class);
    }

    @Test
    void shouldFindClassesWhereTheRunningProgramFindsThem() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader program = new Program();
        Object record =
                program.loadClass(Foreign.class.getName()).getConstructor().newInstance();
        assertThat(record).isNotInstanceOf(Foreign.class);
        CachedNode node = cached(StorageLevel.DISK_ONLY, of(record));
        Thread.currentThread().setContextClassLoader(program);
        try {
            collect(engine, node);

            assertThat(collect(engine, node)).singleElement().isInstanceOf(record.getClass());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void shouldRemoveItsFilesWhenClosed() throws Exception {
        collect(engine, cached(StorageLevel.DISK_ONLY, ints(0, 10), ints(0, 10)));
        assertThat(files()).hasSize(2);

        engine.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldSayWhichSettingHelpsWhenTheDirectoryCannotBeMade() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        try (LocalEngine broken = Plans.engine("local[1]", BUDGET, file)) {
            assertThatThrownBy(() -> collect(broken, cached(StorageLevel.DISK_ONLY, ints(0, 10))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("shaduf.local.dir");
        }
    }

    @Test
    void shouldEndEarlyThoughThePartitionIsLargerThanTheMemory() throws Exception {
        CachedNode node = cached(StorageLevel.MEMORY_ONLY, ints(0, 20_000));

        assertThat(engine.run(Job.over(node, Plans.take(3), Plans.scope(), "take")))
                .containsExactly(List.of(0, 1, 2));
        assertThat(computed.get()).isLessThan(20_000);
    }

    private static Object[] some(int count, IntFunction<Object> record) {
        Object[] records = new Object[count];
        Arrays.setAll(records, record);
        return records;
    }

    private record Measured(long a, long b, long c, long d, double e, double f, double g, double h) {}

    /** Records of a hundredth of the memory; notes how many it is asked for. */
    private static final class Large implements Input {
        private final List<Integer> asked;
        private int left;

        Large(List<Integer> asked, int records) {
            this.asked = asked;
            this.left = records;
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            asked.add(max);
            for (int i = 0; i < max && left > 0; i++, left--) {
                into.push(new byte[BUDGET / 100]);
            }
            return left > 0;
        }

        @Override
        public void close() {}
    }

    private CachedNode cached(StorageLevel level, Object[]... partitions) {
        PlanNode counting = map(source(partitions), value -> {
            computed.incrementAndGet();
            return value;
        });
        return new CachedNode(counting, ++nextId, level, PERSIST);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(ScratchDirectory.OWNER))
                    .toList();
        }
    }

    /** Not serializable. */
    private static final class Opaque {
        private final long[] ballast = new long[2];

        @Override
        public String toString() {
            return "opaque " + ballast.length;
        }
    }

    private record Wrapped(List<String> list, int[] array, Class<?> type) implements Serializable {}

    /** Defines {@link Foreign} anew, as the class loader of a program would that was loaded apart from this library. */
    private static final class Program extends ClassLoader {
        Program() {
            super(StorageTest.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(Foreign.class.getName())) {
                return super.loadClass(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
