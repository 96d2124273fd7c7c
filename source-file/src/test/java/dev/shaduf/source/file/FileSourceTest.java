// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.function.Tuple2;
import dev.shaduf.source.file.internal.FileRange;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    Path folder;

    @Test
    void shouldTakeEachFileOnceAndTheOldestFirst() throws Exception {
        old("b", "2\n", 2_000);
        old("a", "3\n", 3_000);
        old("c", "1\n", 1_000);
        try (Probe<String> probe = new Probe<>(text().maxFilesPerBatch(2).build())) {
            assertThat(probe.next()).containsExactly("1", "2");
            assertThat(probe.next()).containsExactly("3");
            probe.assertNothing(5);

            Drop.into(folder, "d", "4\n");
            assertThat(probe.next()).containsExactly("4");
        }
    }

    @Test
    void shouldKeepToTheBytesOfABatchUnlessOneFileHasMore() throws Exception {
        old("a", "12345", 1_000);
        old("b", "12345", 2_000);
        old("c", "1234567890123", 3_000);
        try (Probe<String> probe = new Probe<>(text().maxBytesPerBatch(10).build())) {
            assertThat(Probe.names(probe.plan())).containsExactly("a", "b");
            assertThat(Probe.names(probe.plan())).containsExactly("c");
        }
    }

    @Test
    void shouldLeaveOutWhatIsThereAtTheStartWhenOnlyNewFilesAreWanted() throws Exception {
        Drop.into(folder, "old", "old\n");
        try (Probe<String> probe = new Probe<>(text().newFilesOnly(true).build())) {
            probe.assertNothing(5);
            // moved in with a time of long ago
            Path moved = old(".moved", "new\n", 1_000);
            Files.move(moved, folder.resolve("moved"));

            assertThat(probe.next()).containsExactly("new");
        }
    }

    @Test
    void shouldNotSeeHiddenAndUnfinishedFiles() throws Exception {
        for (String name : List.of(".a", "_a", "a.tmp", "a.part", "a._COPYING_", "a.crdownload")) {
            Files.writeString(folder.resolve(name), "x\n");
        }
        try (Probe<String> probe = new Probe<>(text().build())) {
            probe.assertNothing(5);
            Files.move(folder.resolve("a.tmp"), folder.resolve("a"));

            assertThat(Probe.names(probe.plan())).containsExactly("a");
        }
    }

    @Test
    void shouldChooseFilesByWildcardsAndFilter() throws Exception {
        for (String name : List.of("a.csv", "b.csv", "c.txt", "d.csv.gz")) {
            Drop.into(folder, name, new byte[0]);
        }
        FileSource<String> source = text().files("*.{csv,csv.gz}")
                .filter(name -> !name.startsWith("b"))
                .build();
        try (Probe<String> probe = new Probe<>(source)) {
            assertThat(Probe.names(probe.plan())).containsExactlyInAnyOrder("a.csv", "d.csv.gz");
        }
    }

    @Test
    void shouldReadTheDirectoriesThatMatchAPathWithWildcards() throws Exception {
        for (String directory : List.of("2026-01/in", "2026-02/in", "2026-02/out", "2027-01/in")) {
            Files.createDirectories(folder.resolve(directory));
            Drop.into(folder.resolve(directory), "a", directory + "\n");
        }
        FileSource<String> source =
                quick(FileSource.text(folder + "/2026-*/i[a-n]")).build();
        try (Probe<String> probe = new Probe<>(source)) {
            assertThat(probe.next()).containsExactlyInAnyOrder("2026-01/in", "2026-02/in");

            Files.createDirectories(folder.resolve("2026-03/in"));
            Drop.into(folder.resolve("2026-03/in"), "a", "later\n");
            assertThat(probe.next()).containsExactly("later");
        }
    }

    @Test
    void shouldReadADirectoryWhoseNameHasItsAccentsApart() throws Exception {
        Path in = Files.createDirectory(folder.resolve("Bu\u0308cher"));
        Drop.into(in, "a", "a\n");
        try (Probe<String> probe =
                new Probe<>(quick(FileSource.text(in.toString())).build())) {
            assertThat(probe.next()).containsExactly("a");
        }
    }

    @Test
    void shouldEnterDirectoriesOnlyWhenAskedTo() throws Exception {
        Files.createDirectories(folder.resolve("x/y"));
        Drop.into(folder.resolve("x/y"), "deep", "deep\n");
        Drop.into(folder, "flat", "flat\n");
        try (Probe<String> flat = new Probe<>(text().build());
                Probe<String> deep = new Probe<>(text().recursive().build())) {
            assertThat(flat.next()).containsExactly("flat");
            assertThat(deep.next()).containsExactlyInAnyOrder("flat", "deep");
        }
    }

    @Test
    void shouldCutALargeFileAtLineEnds() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(i + ":" + "x".repeat(random.nextInt(5) == 0 ? 0 : random.nextInt(90)));
        }
        Drop.into(folder, "large", String.join("\n", lines));
        for (int bytes : new int[] {1, 7, 100, 1_000, 3_000}) {
            try (Probe<String> probe = new Probe<>(text().splitBytes(bytes).build())) {
                List<List<String>> partitions = probe.partitions(probe.plan());

                assertThat(partitions.stream().flatMap(List::stream)).isEqualTo(lines);
                assertThat(partitions.size()).isGreaterThan(bytes < 1_000 ? 40 : 2);
            }
        }
    }

    @Test
    void shouldPutSmallFilesTogether() throws Exception {
        for (int i = 0; i < 50; i++) {
            Drop.into(folder, "f" + i, i + "\n");
        }
        try (Probe<String> probe = new Probe<>(text().build())) {
            List<List<String>> partitions = probe.partitions(probe.plan());

            assertThat(partitions.size()).isLessThan(10);
            assertThat(partitions.stream().mapToInt(List::size).sum()).isEqualTo(50);
        }
    }

    @Test
    void shouldReadOtherEncodings() throws Exception {
        Drop.into(folder, "a", "größe\nmaß\n".getBytes(ISO_8859_1));
        try (Probe<String> probe = new Probe<>(text().charset(ISO_8859_1).build())) {
            assertThat(probe.next()).containsExactly("größe", "maß");
        }
    }

    @Test
    void shouldReadWholeFiles() throws Exception {
        Path file = Drop.into(folder, "a b.txt", "one\ntwo\n");
        try (Probe<Tuple2<String, String>> probe =
                new Probe<>(quick(FileSource.wholeText(folder.toString())).build())) {
            assertThat(probe.next()).containsExactly(new Tuple2<>(file.toString(), "one\ntwo\n"));
        }
    }

    @Test
    void shouldReadCsvByName() throws Exception {
        Drop.into(folder, "a.csv", "id,name\n1,\"a, b\"\n\n2,\"line\nbreak\"\n");
        try (Probe<Map<String, String>> probe =
                new Probe<>(quick(FileSource.csv(folder.toString())).build())) {
            assertThat(probe.next())
                    .containsExactly(Map.of("id", "1", "name", "a, b"), Map.of("id", "2", "name", "line\nbreak"));
        }
    }

    @Test
    void shouldReadCsvWithoutNames() throws Exception {
        Drop.into(folder, "a.csv", "1;x\n2;y\n");
        FileSource<List<String>> source =
                quick(FileSource.csvRows(folder.toString())).separator(';').build();
        try (Probe<List<String>> probe = new Probe<>(source)) {
            assertThat(probe.next()).containsExactly(List.of("1", "x"), List.of("2", "y"));
        }
    }

    @Test
    void shouldReadJsonLines() throws Exception {
        Drop.into(
                folder,
                "a.json",
                "{\"id\":1,\"tags\":[\"a\",null,true],\"in\":{\"x\":1.5}}\n\n{\"id\":12345678901234567890}\n");
        try (Probe<Map<String, Object>> probe =
                new Probe<>(quick(FileSource.jsonLines(folder.toString())).build())) {
            List<Map<String, Object>> records = probe.next();

            assertThat(records.get(0)).containsEntry("id", 1L).containsEntry("tags", Arrays.asList("a", null, true));
            assertThat(records.get(0)).containsEntry("in", Map.of("x", 1.5));
            assertThat(records.get(1).get("id")).hasToString("12345678901234567890");
        }
    }

    @Test
    void shouldReadBinaryRecordsOverSplits() throws Exception {
        byte[] bytes = new byte[4 * 1_000];
        new Random(3).nextBytes(bytes);
        Drop.into(folder, "a.bin", bytes);
        FileSource<byte[]> source = quick(FileSource.binaryRecords(folder.toString(), 4))
                .splitBytes(101)
                .build();
        try (Probe<byte[]> probe = new Probe<>(source)) {
            FileRange range = probe.plan();

            assertThat(probe.partitions(range)).hasSizeGreaterThan(10);
            assertThat(probe.read(range))
                    .containsExactlyElementsOf(IntStream.range(0, 1_000)
                            .mapToObj(i -> Arrays.copyOfRange(bytes, i * 4, i * 4 + 4))
                            .toList());
        }
    }

    @Test
    void shouldReadWhatAFunctionMakesOfTheBytes() throws Exception {
        Drop.into(folder, "a", "abc");
        try (Probe<Integer> probe =
                new Probe<>(quick(FileSource.<Integer>converted(folder.toString(), FileSourceTest::bytes))
                        .build())) {
            assertThat(probe.next()).containsExactly((int) 'a', (int) 'b', (int) 'c');
        }
    }

    @Test
    void shouldGoOnFromItsMemoryWithWhatCameWhileItWasClosed() throws Exception {
        Drop.into(folder, "a", "a\n");
        Serializable memory;
        FileRange since;
        try (Probe<String> probe = new Probe<>(text().newFilesOnly(true).build())) {
            memory = probe.planner().memory().orElseThrow();
            Drop.into(folder, "b", "b\n");
            since = probe.plan();
        }
        Drop.into(folder, "c", "c\n");
        try (Probe<String> probe = new Probe<>(text().newFilesOnly(true).build())) {
            probe.planner().restore(memory, List.of(since));

            assertThat(probe.next()).containsExactly("c");
            probe.assertNothing(5);
        }
    }

    @Test
    void shouldDeleteFilesOfReleasedRangesOnly() throws Exception {
        Drop.into(folder, "a", "a\n");
        try (Probe<String> probe = new Probe<>(text().deleteFiles().build())) {
            FileRange first = probe.plan();
            Drop.into(folder, "b", "b\n");
            probe.planner().committed(probe.plan());

            probe.planner().committed(first);
            probe.planner().released(first);
            probe.planner().released(first);
            probe.planner().close();

            assertThat(names(folder)).containsExactly("b");
            assertThat(probe.errors).isEmpty();
        }
    }

    @Test
    void shouldNotDeleteWhatTookTheNameSince() throws Exception {
        Drop.into(folder, "a", "a\n");
        try (Probe<String> probe = new Probe<>(text().deleteFiles().build())) {
            FileRange range = probe.plan();
            Drop.into(folder, "a", "another one\n");

            probe.planner().released(range);
            probe.planner().close();

            assertThat(folder.resolve("a")).hasContent("another one\n");
        }
    }

    @Test
    void shouldArchiveFilesUnderNamesThatAreFree() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in/sub"));
        Path done = Files.createDirectory(folder.resolve("done"));
        Files.createDirectory(done.resolve("sub"));
        Files.writeString(done.resolve("sub/a b"), "an older one");
        long modified = Files.getLastModifiedTime(Drop.into(in, "a b", "a\n")).toMillis();
        FileSource<String> source = quick(FileSource.text(folder + "/in"))
                .recursive()
                .archiveTo(done.toString())
                .build();
        try (Probe<String> probe = new Probe<>(source)) {
            probe.planner().released(probe.plan());
            probe.planner().close();
        }

        assertThat(names(done.resolve("sub"))).containsExactly("a b", "a b." + modified);
        assertThat(names(in)).isEmpty();
    }

    /** A process that dies while it archives has given the file its new name and not taken the old one. */
    @Test
    void shouldArchiveAFileOnceThatWasBeingArchivedWhenItsProcessDied() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Path done = Files.createDirectory(folder.resolve("done"));
        Files.createLink(done.resolve("a"), Drop.into(in, "a", "a\n"));
        FileSource<String> source =
                quick(FileSource.text(in.toString())).archiveTo(done.toString()).build();
        try (Probe<String> probe = new Probe<>(source)) {
            probe.planner().released(probe.plan());
            probe.planner().close();
        }

        assertThat(names(in)).isEmpty();
        assertThat(names(done)).containsExactly("a");
    }

    @Test
    void shouldArchiveAnyNumberOfFilesOfOneName() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Path done = Files.createDirectory(folder.resolve("done"));
        Files.writeString(done.resolve("a"), "the first");
        for (int i = 0; i < 1_000; i++) {
            Files.writeString(done.resolve("a." + i), "an older one");
        }
        Drop.into(in, "a", "a\n");
        FileSource<String> source =
                quick(FileSource.text(in.toString())).archiveTo(done.toString()).build();
        try (Probe<String> probe = new Probe<>(source)) {
            probe.planner().released(probe.plan());
            probe.planner().close();

            assertThat(probe.errors).isEmpty();
        }

        assertThat(names(in)).isEmpty();
        assertThat(names(done)).hasSize(1_002);
    }

    @Test
    void shouldTakeTheNextFileOfANameThatItHasCleanedUp() throws Exception {
        try (Probe<String> probe = new Probe<>(text().deleteFiles().build())) {
            for (int i = 0; i < 20; i++) {
                Path file = Drop.into(folder, "a", i + "\n");
                FileRange range = probe.plan();
                assertThat(probe.read(range)).containsExactly(Integer.toString(i));
                probe.planner().committed(range);
                probe.planner().released(range);
                Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> Files.notExists(file));
            }
            probe.assertNothing(5);
            assertThat(probe.errors).isEmpty();
        }
    }

    @Test
    void shouldTakeAFileAgainThatWasAbsentFromTwoListings() throws Exception {
        Drop.into(folder, "a", "first\n");
        try (Probe<String> probe = new Probe<>(text().build())) {
            FileRange range = probe.plan();
            probe.planner().committed(range);
            Files.delete(folder.resolve("a"));
            Awaitility.await()
                    .until(() ->
                            probe.planner().metadata().get("RememberedFiles").equals(0));

            Drop.into(folder, "a", "second\n");
            assertThat(probe.next()).containsExactly("second");
        }
    }

    @Test
    void shouldTellTheNamesOfTheFilesOfABatch() throws Exception {
        Path file = Drop.into(folder, "a b", "x\n");
        try (Probe<String> probe = new Probe<>(text().build())) {
            FileRange range = probe.plan();

            assertThat(range.describe()).isEqualTo("1 file, 2 bytes: " + file);
            assertThat(probe.planner().metadata()).containsEntry("Files", List.of(file.toString()));
        }
    }

    @Test
    void shouldRefuseADirectoryThatDoesNotExist() {
        assertThatIOException()
                .isThrownBy(() ->
                        new Probe<>(quick(FileSource.text(folder + "/missing")).build()))
                .withMessageContaining(folder + "/missing")
                .withMessageContaining("create it");
    }

    private static Iterable<Integer> bytes(InputStream in) throws IOException {
        List<Integer> all = new ArrayList<>();
        for (int b = in.read(); b >= 0; b = in.read()) {
            all.add(b);
        }
        return all;
    }

    private FileSourceBuilder<String> text() {
        return quick(FileSource.text(folder.toString()));
    }

    private static <T> FileSourceBuilder<T> quick(FileSourceBuilder<T> builder) {
        return builder.listInterval(Durations.milliseconds(5)).settle(Durations.milliseconds(0));
    }

    private Path old(String name, String content, long modified) throws Exception {
        Path file = Files.write(folder.resolve("." + name), content.getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
        return Files.move(file, folder.resolve(name));
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
