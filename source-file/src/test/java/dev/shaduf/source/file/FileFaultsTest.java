// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.ZstdOutputStream;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.source.file.internal.FileRange;
import dev.shaduf.source.file.internal.FileSplit;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and directories as they should not be. */
class FileFaultsTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadLineEndsOfEveryKind() throws Exception {
        Drop.into(folder, "1", "\uFEFFa\r\nb\n\nc\rd\r\n\uFEFFe");
        Drop.into(folder, "2", "\r\n");
        Drop.into(folder, "3", "");
        Drop.into(folder, "4", "\uFEFF");
        Drop.into(folder, "5", "\n\nx");
        try (Probe<String> probe = new Probe<>(text().build())) {
            assertThat(probe.next()).containsExactly("a", "b", "", "c\rd", "\uFEFFe", "", "", "", "x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "line\nbreak", "a..dots.", "100%", "%20", "ä部😀", "q?x#y*", "[x]", "a+b"})
    void shouldReadFilesOfAnyName(String name) throws Exception {
        Path file = Drop.into(folder, name, "x\n");
        try (Probe<String> probe = new Probe<>(text().deleteFiles().build())) {
            FileRange range = probe.plan();

            assertThat(probe.read(range)).containsExactly("x");
            assertThat(range.describe()).contains(file.toString());
            probe.planner().released(range);
            probe.planner().close();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void shouldTellApartNamesThatAreNoText() throws Exception {
        for (String escaped : List.of("%FC", "%FD", "%FE")) {
            Files.writeString(Path.of(URI.create(folder.toUri() + "x" + escaped)), escaped + "\n");
        }
        try (Probe<String> probe = new Probe<>(text().build())) {
            assertThat(probe.next()).containsExactlyInAnyOrder("%FC", "%FD", "%FE");
        }
    }

    @Test
    void shouldReadADirectoryWhoseNameHasSpacesAndPercentSigns() throws Exception {
        Path strange = Files.createDirectory(folder.resolve("in 100% ä"));
        Drop.into(strange, "a", "x\n");
        try (Probe<String> probe =
                new Probe<>(quick(FileSource.text(strange + "/")).build())) {
            assertThat(probe.next()).containsExactly("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grows", "shrinks", "same length", "goes"})
    void shouldFailByNameWhenAPlannedFileIsNoLongerTheSame(String change) throws Exception {
        Path file = Drop.into(folder, "a b", "one\ntwo\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        try (Probe<String> probe = new Probe<>(text().build())) {
            FileRange range = probe.plan();
            switch (change) {
                case "grows" -> Files.writeString(file, "three\n", StandardOpenOption.APPEND);
                case "shrinks" -> Files.writeString(file, "one\n");
                case "same length" -> Files.writeString(file, "two\none\n");
                default -> Files.delete(file);
            }

            assertThatIOException()
                    .isThrownBy(() -> probe.read(range))
                    .withMessageContaining(file.toString())
                    .withMessageContaining(change.equals("goes") ? "is gone" : "has changed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFailByNameWhenAFileChangesWhileItIsRead(boolean grows) throws Exception {
        Path file = Drop.into(folder, "a", "line\n".repeat(200_000));
        FileSource<String> source = text().build();
        try (Probe<String> probe = new Probe<>(source)) {
            FileSplit split = source.splits(probe.plan(), 0).get(0);
            try (SourceReader<String> reader = source.reader(split);
                    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                reader.read(record -> {}, 10);
                if (grows) {
                    Files.writeString(file, "more\n", StandardOpenOption.APPEND);
                } else {
                    channel.truncate(500_000);
                }

                assertThatIOException()
                        .isThrownBy(() -> {
                            while (reader.read(record -> {}, 1_000)) {
                                continue;
                            }
                        })
                        .withMessageContaining(file.toString());
            }
        }
    }

    @Test
    void shouldReadGzipAlsoOfSeveralMembersAndWithPadding() throws Exception {
        Drop.into(
                folder,
                "a.gz",
                join(gzip("a\n"), gzip("b\n"), gzip("x".repeat(200_000) + "\n"), gzip("c\n"), new byte[512]));
        Drop.into(folder, "b.GZ", gzip(""));
        try (Probe<String> probe = new Probe<>(text().splitBytes(10).build())) {
            assertThat(probe.next()).containsExactly("a", "b", "x".repeat(200_000), "c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "damaged", "garbage", "no gzip", "checksum"})
    void shouldFailByNameWhenGzipIsDamaged(String how) throws Exception {
        byte[] sound = gzip(String.join("\n", Collections.nCopies(5_000, how + Math.PI)) + how.hashCode());
        Path file = Drop.into(
                folder,
                "a.gz",
                switch (how) {
                    case "truncated" -> Arrays.copyOf(sound, sound.length / 2);
                    case "damaged" -> flipped(sound, sound.length / 2);
                    case "garbage" -> join(sound, "something else follows here".getBytes(UTF_8));
                    case "checksum" -> flipped(sound, sound.length - 7);
                    default -> "plain text\n".getBytes(UTF_8);
                });
        try (Probe<String> probe = new Probe<>(text().build())) {
            FileRange range = probe.plan();

            assertThatIOException().isThrownBy(() -> probe.read(range)).withMessageContaining(file.toString());
        }
    }

    @Test
    void shouldReadZstd() throws Exception {
        Drop.into(folder, "a.zst", join(zstd("a\nb\n"), zstd("c\n")));
        try (Probe<String> probe = new Probe<>(text().build())) {
            assertThat(probe.next()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldFailByNameWhenZstdIsCutShort() throws Exception {
        byte[] sound = zstd("some text\n".repeat(1_000));
        Path file = Drop.into(folder, "a.zst", Arrays.copyOf(sound, sound.length - 5));
        try (Probe<String> probe = new Probe<>(text().build())) {
            FileRange range = probe.plan();

            assertThatIOException().isThrownBy(() -> probe.read(range)).withMessageContaining(file.toString());
        }
    }

    @Test
    void shouldRejectTheRestOfABinaryFileWhoseLengthIsNoMultiple() throws Exception {
        Path file = Drop.into(folder, "a.bin", new byte[4 * 10 + 3]);
        FileSource<byte[]> source = quick(FileSource.binaryRecords(folder.toString(), 4))
                .splitBytes(9)
                .build();
        try (Probe<byte[]> probe = new Probe<>(source)) {
            assertThat(probe.next()).hasSize(10);
            assertThat(probe.rejected).singleElement().asString().contains(file.toString(), "3 bytes", "000000");
        }
    }

    @Test
    void shouldRejectLinesThatAreTooLongAndReadTheOthers() throws Exception {
        Path file = Drop.into(
                folder, "a", "ab\n" + "x".repeat(1_000) + "\ncd\n" + "y".repeat(11) + "\r\n" + "z".repeat(10) + "\r\n");
        for (int bytes : new int[] {1, 100, 10_000}) {
            try (Probe<String> probe =
                    new Probe<>(text().maxLineBytes(10).splitBytes(bytes).build())) {
                assertThat(probe.next()).containsExactly("ab", "cd", "z".repeat(10));
                assertThat(probe.rejected).hasSize(2);
                assertThat(probe.rejected.get(0)).contains(file.toString(), "at byte 3", "longer than 10 bytes");
            }
        }
    }

    @Test
    void shouldCutLinesBetweenCharacters() throws Exception {
        Drop.into(folder, "a", "123ä5\nx\n");
        try (Probe<String> probe = new Probe<>(text().cutLinesAt(4).build())) {
            assertThat(probe.next()).containsExactly("123", "x");
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldPassOverALineOfAGigabyteWithoutHoldingIt() throws Exception {
        FileSource<String> source = quick(FileSource.text("strange:/huge")).build();
        try (Probe<String> probe = new Probe<>(source)) {
            assertThat(probe.next()).containsExactly("a", "b");
            assertThat(probe.rejected).singleElement().asString().contains("at byte 2");
        }
    }

    @Test
    void shouldRejectRowsAndLinesThatAreMalformed() throws Exception {
        Path csv = Drop.into(folder, "a.csv", "id,name\n1,x\n2\n3,y,z\n4,w\n");
        try (Probe<Map<String, String>> probe =
                new Probe<>(quick(FileSource.csv(folder.toString())).build())) {
            assertThat(probe.next()).extracting(row -> row.get("id")).containsExactly("1", "4");
            assertThat(probe.rejected).hasSize(2);
            assertThat(probe.rejected.get(0)).contains(csv.toString(), "line 3 has 1 fields");
        }
        Files.delete(csv);
        Path json = Drop.into(
                folder, "a.json", "{\"id\":1}\n{\"id\":\n[1]\n{} {}\nnull\n" + "[".repeat(5_000) + "\n{\"id\":2}\n");
        try (Probe<Map<String, Object>> probe =
                new Probe<>(quick(FileSource.jsonLines(folder.toString())).build())) {
            assertThat(probe.next()).extracting(row -> row.get("id")).containsExactly(1L, 2L);
            assertThat(probe.rejected).hasSize(5).allMatch(text -> text.contains(json.toString()));
        }
    }

    @Test
    void shouldReadATextOfJsonAsLongAsALineMayBe() throws Exception {
        int length = 21_000_000;
        Drop.into(folder, "a.json", "{\"x\":\"" + "y".repeat(length) + "\"}\n");
        try (Probe<Map<String, Object>> probe = new Probe<>(quick(FileSource.jsonLines(folder.toString()))
                .maxLineBytes(30_000_000)
                .build())) {
            assertThat(probe.next())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("x").toString()).hasSize(length));
            assertThat(probe.rejected).isEmpty();
        }
    }

    @Test
    void shouldReadARowOfCsvAsLongAsItMayBe() throws Exception {
        int length = 17_000_000;
        Path file = Drop.into(folder, "a.csv", "a,b\n1," + "y".repeat(length) + "\n");
        try (Probe<Map<String, String>> probe = new Probe<>(quick(FileSource.csv(folder.toString()))
                .maxLineBytes(20_000_000)
                .build())) {
            assertThat(probe.next())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("b")).hasSize(length));
        }
        Files.writeString(file, "a,b,c\n" + "x".repeat(90) + "," + "y".repeat(90) + ",1\n");
        try (Probe<Map<String, String>> probe = new Probe<>(
                quick(FileSource.csv(folder.toString())).maxLineBytes(100).build())) {
            FileRange range = probe.plan();

            assertThatIOException().isThrownBy(() -> probe.read(range)).withMessageContaining(file.toString());
        }
    }

    @Test
    void shouldFailByNameWhenTwoColumnsOfCsvHaveOneName() throws Exception {
        Path file = Drop.into(folder, "a.csv", "id,name,id\n1,x,2\n");
        try (Probe<Map<String, String>> probe =
                new Probe<>(quick(FileSource.csv(folder.toString())).build())) {
            FileRange range = probe.plan();

            assertThatIOException()
                    .isThrownBy(() -> probe.read(range))
                    .withMessageContainingAll(file.toString(), "the name 'id' twice");
        }
    }

    @Test
    void shouldFailByNameWhenCsvEndsInAQuote() throws Exception {
        Path file = Drop.into(folder, "a.csv", "id,name\n1,\"" + "x".repeat(1_000));
        try (Probe<Map<String, String>> probe = new Probe<>(
                quick(FileSource.csv(folder.toString())).maxLineBytes(100).build())) {
            FileRange range = probe.plan();

            assertThatIOException().isThrownBy(() -> probe.read(range)).withMessageContaining(file.toString());
        }
    }

    @Test
    void shouldReportAVanishedDirectoryAndGoOnWhenItIsBack() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Drop.into(in, "a", "a\n");
        try (Probe<String> probe =
                new Probe<>(quick(FileSource.text(in.toString())).build())) {
            probe.planner().committed(probe.plan());
            Files.move(in, folder.resolve("away"));
            Awaitility.await().until(() -> probe.counters.getOrDefault("listing-errors", 0L) > 3);
            assertThat(probe.errors).hasSize(1);
            assertThat(probe.errors.get(0)).contains(in.toString(), "does not exist");

            Files.move(folder.resolve("away"), in);
            probe.assertNothing(5);
            Drop.into(in, "b", "b\n");
            assertThat(probe.next()).containsExactly("b");
        }
    }

    static Stream<StrangeStore.Listing> failures() {
        return Stream.of(
                () -> {
                    throw new SocketTimeoutException("the server does not answer");
                },
                () -> {
                    throw new AssertionError("of a filter");
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldGoOnListingWhateverAListingThrows(StrangeStore.Listing failure) throws Exception {
        StrangeStore.listing = () -> {};
        try (Probe<String> probe =
                new Probe<>(quick(FileSource.text("strange:/slow")).build())) {
            StrangeStore.listing = failure;
            Awaitility.await().until(() -> probe.counters.getOrDefault("listing-errors", 0L) > 3);
            assertThat(probe.errors).hasSize(1);
        } finally {
            StrangeStore.listing = () -> {};
        }
    }

    @Test
    void shouldGoOnListingWhenAStoreLeavesTheThreadInterrupted() throws Exception {
        AtomicInteger listings = new AtomicInteger();
        StrangeStore.listing = () -> {};
        try (Probe<String> probe =
                new Probe<>(quick(FileSource.text("strange:/slow")).build())) {
            StrangeStore.listing = () -> {
                listings.incrementAndGet();
                Thread.currentThread().interrupt();
            };
            Awaitility.await().until(() -> listings.get() > 3);
        } finally {
            StrangeStore.listing = () -> {};
        }
    }

    @Test
    void shouldReadTheOtherDirectoriesWhenOneCannotBeListed() throws Exception {
        StrangeStore.locked = true;
        FileSource<String> source =
                quick(FileSource.text("strange:/open")).recursive().build();
        assertThatIOException().isThrownBy(() -> new Probe<>(source)).withMessageContaining("sub-locked");

        StrangeStore.locked = false;
        try (Probe<String> probe = new Probe<>(source)) {
            StrangeStore.locked = true;
            List<String> names = new ArrayList<>();
            while (!names.contains("a.txt")) {
                names.addAll(probe.plan().files().stream()
                        .map(file -> file.path().replaceAll(".*/", ""))
                        .toList());
            }
            Awaitility.await().until(() -> !probe.errors.isEmpty());
            assertThat(probe.errors.get(0)).contains("sub-locked");
        } finally {
            StrangeStore.locked = true;
        }
    }

    @Test
    void shouldLeaveLinksThatLeadRoundInACircle() throws Exception {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(sub.resolve("up"), folder);
        Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
        Drop.into(sub, "a", "x\n");
        Files.createSymbolicLink(folder.resolve("b"), sub.resolve("a"));
        try (Probe<String> probe = new Probe<>(text().recursive().build())) {
            assertThat(probe.next()).containsExactly("x", "x");
            assertThat(probe.errors).singleElement().asString().contains("a link leads from it back");
            probe.assertNothing(5);
        }
    }

    @Test
    void shouldReportAFileThatWasWrittenAgainAndNotReadItTwice() throws Exception {
        Path file = Drop.into(folder, "a", "a\n");
        try (Probe<String> probe = new Probe<>(text().build())) {
            probe.planner().committed(probe.plan());
            Drop.into(folder, "a", "another\n");

            Awaitility.await().until(() -> !probe.errors.isEmpty());
            probe.assertNothing(40);
            assertThat(probe.errors).singleElement().asString().contains(file.toString(), "written since");
            assertThat(probe.counters).containsEntry("files-changed", 1L);
        }
    }

    @Test
    void shouldTakeAFileThatWasWrittenAgainWhereThatIsWanted() throws Exception {
        Drop.into(folder, "a", "a\n");
        try (Probe<String> probe = new Probe<>(text().takeChangedFiles().build())) {
            assertThat(probe.next()).containsExactly("a");
            Drop.into(folder, "a", "another\n");

            assertThat(probe.next()).containsExactly("another");
            probe.assertNothing(5);
        }
    }

    @Test
    void shouldWaitUntilAFileIsNotWrittenAnyMore() throws Exception {
        try (Probe<String> probe =
                        new Probe<>(text().settle(Durations.seconds(3)).build());
                OutputStream out = Files.newOutputStream(folder.resolve("slow"))) {
            for (int i = 0; i < 10; i++) {
                out.write("line\n".getBytes(UTF_8));
                probe.assertNothing(5);
            }
            out.close();

            assertThat(probe.next()).hasSize(10);
        }
    }

    @Test
    void shouldLetTwoStreamsReadADirectoryUnlessOneTakesFilesAway() throws Exception {
        Drop.into(folder, "a", "x\n");
        try (Probe<String> one = new Probe<>(text().build());
                Probe<String> other = new Probe<>(text().build())) {
            assertThat(one.next()).containsExactly("x");
            assertThat(other.next()).containsExactly("x");

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new Probe<>(text().deleteFiles().build()))
                    .withMessageContaining("read by two streams");
        }
        new Probe<>(text().deleteFiles().build()).close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldTakeAMillionFilesOnceEach() throws Exception {
        int files = Boolean.getBoolean("test.soak") ? 1_000_000 : 20_000;
        for (int i = 0; i < files; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        try (Probe<String> probe =
                new Probe<>(text().maxFilesPerBatch(files / 5).build())) {
            int taken = 0;
            while (taken < files) {
                FileRange range = probe.plan();
                taken += range.files().size();
                probe.planner().committed(range);
            }

            assertThat(taken).isEqualTo(files);
            probe.assertNothing(5);
            assertThat(probe.planner().metadata()).containsEntry("RememberedFiles", files);
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 0x55;
        copy[at + 1] ^= 0x55;
        return copy;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private FileSourceBuilder<String> text() {
        return quick(FileSource.text(folder.toString()));
    }

    private static <T> FileSourceBuilder<T> quick(FileSourceBuilder<T> builder) {
        return builder.listInterval(Durations.milliseconds(5)).settle(Durations.milliseconds(0));
    }
}
