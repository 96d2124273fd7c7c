// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    @TempDir
    private Path directory;

    @Test
    void shouldReadLinesWhereverAFileIsCut() throws IOException {
        long seed = System.nanoTime();
        System.out.println("TextFilesTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            List<String> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int i = random.nextInt(30); i >= 0; i--) {
                lines.add("é".repeat(random.nextInt(4)) + "x".repeat(random.nextInt(9)));
                text.append(lines.get(lines.size() - 1)).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            Path file = Files.writeString(directory.resolve("lines.txt"), text);
            for (int pieces : new int[] {1, 2, 3, 7, 50}) {
                assertThat(context.textFile(file.toString(), pieces).collect()).isEqualTo(lines);
            }
        }
    }

    @Test
    void shouldCutALargeFileIntoThePartitionsWanted() throws IOException {
        Path file = Files.writeString(directory.resolve("big.txt"), "0123456789\n".repeat(1_000));
        assertThat(context.textFile(file.toString(), 8).getNumPartitions()).isEqualTo(8);
        assertThat(Plans.partitions(context.textFile(file.toString(), 8)))
                .allSatisfy(lines -> assertThat(lines).hasSizeBetween(100, 150));
        assertThat(context.textFile(file.toString()).getNumPartitions()).isEqualTo(2);
    }

    @Test
    void shouldReadALineLongerThanTheBuffer() throws IOException {
        String line = "long ".repeat(100_000);
        Path file = Files.writeString(directory.resolve("long.txt"), "a\n" + line + "\nb");
        assertThat(context.textFile(file.toString(), 3).collect()).containsExactly("a", line, "b");
    }

    @Test
    void shouldReadTheLastLineWithoutItsEndAndEmptyLines() throws IOException {
        Files.writeString(directory.resolve("a"), "one\n\ntwo");
        Files.writeString(directory.resolve("b"), "\uFEFFthree\n");
        Files.writeString(directory.resolve("empty"), "");
        assertThat(context.textFile(directory.toString()).collect()).containsExactly("one", "", "two", "three");
        assertThat(context.textFile(directory.resolve("empty").toString()).collect())
                .isEmpty();
    }

    @Test
    void shouldFindFilesByDirectoryPatternListAndUri() throws IOException {
        Files.createDirectories(directory.resolve("2024-01/sub"));
        Files.createDirectories(directory.resolve("2024-02"));
        Files.writeString(directory.resolve("2024-01/b.txt"), "1b");
        Files.writeString(directory.resolve("2024-01/a.txt"), "1a");
        Files.writeString(directory.resolve("2024-01/.hidden"), "no");
        Files.writeString(directory.resolve("2024-01/_SUCCESS"), "no");
        Files.writeString(directory.resolve("2024-01/sub/deep.txt"), "no");
        Files.writeString(directory.resolve("2024-02/c d,e.log"), "2c");
        assertThat(read("2024-01")).containsExactly("1a", "1b");
        assertThat(read("2024-*/*.txt")).containsExactly("1a", "1b");
        assertThat(read("2024-0[1-2]/{a,c}*")).containsExactly("1a", "2c");
        assertThat(read("2024-0?")).containsExactly("1a", "1b", "2c");
        assertThat(context.textFile(directory + "/2024-02," + directory + "/2024-01/a.txt")
                        .collect())
                .containsExactly("2c", "1a");
        assertThat(context.textFile(directory.toUri() + "2024-02/c%20d*").collect())
                .containsExactly("2c");
        assertThat(read("2024-01/_SUCCESS")).containsExactly("no");
    }

    @Test
    void shouldRefuseWhatDoesNotExist() {
        assertThatThrownBy(() -> read("missing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("textFile at TextFilesTest.java:")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> read("*.txt")).hasMessageContaining("*.txt");
        assertThatThrownBy(() -> context.textFile("")).hasMessageContaining("no file");
        assertThatThrownBy(() -> context.textFile("nowhere:/x")).hasMessageContaining("no file store for 'nowhere:'");
        assertThatThrownBy(() -> context.textFile(directory.toString(), 0))
                .hasMessageContaining("asks for 0 partitions");
    }

    @Test
    void shouldReadCompressedFilesInOnePiece() throws IOException {
        Path file = directory.resolve("lines.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        RDD<String> lines = context.textFile(file.toString(), 4);
        assertThat(lines.getNumPartitions()).isEqualTo(1);
        assertThat(lines.count()).isEqualTo(20_000);
    }

    @Test
    void shouldFailOnATruncatedCompressedFileByName() throws IOException {
        Path file = directory.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            new Random(1).ints(50_000).forEach(i -> {
                try {
                    out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> context.textFile(file.toString()).count())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.gz cannot be read");
        Files.writeString(file, "not compressed");
        assertThatThrownBy(() -> context.textFile(file.toString()).count()).hasMessageContaining("cut.gz");
    }

    @Test
    void shouldFailWhenAFileHasShrunkSinceItWasLookedUp() throws IOException {
        Path file = Files.writeString(directory.resolve("shrinking"), "a\nb\nc\n");
        RDD<String> lines = context.textFile(file.toString(), 1);
        Files.writeString(file, "a\nb\nc\nd\n");
        assertThat(lines.collect()).containsExactly("a", "b", "c");
        Files.writeString(file, "a\n");
        assertThatThrownBy(lines::collect)
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("shrinking ends at byte 2");
    }

    @Test
    void shouldReadWholeFiles() throws IOException {
        Path a = Files.writeString(directory.resolve("a"), "one\ntwo");
        Path b = Files.writeString(directory.resolve("b"), "");
        assertThat(context.wholeTextFiles(directory.toString(), 5).collect())
                .containsExactly(
                        Tuple2.of(a.toUri().toString(), "one\ntwo"),
                        Tuple2.of(b.toUri().toString(), ""));
        assertThat(context.wholeTextFiles(directory.toString(), 5).getNumPartitions())
                .isEqualTo(2);
        assertThat(context.wholeTextFiles(directory.toString(), 1).getNumPartitions())
                .isEqualTo(1);
    }

    @Test
    void shouldWriteADirectoryThatCanBeReadAgain() throws IOException {
        Path out = directory.resolve("out/here");
        RDD<Integer> numbers = context.parallelize(List.of(1, 2, 3), 2);
        numbers.saveAsTextFile(out.toString());
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("part-00000", "part-00001", "_SUCCESS");
        }
        assertThat(Files.readString(out.resolve("part-00001"))).isEqualTo("2\n3\n");
        assertThat(context.textFile(out.toString()).collect()).containsExactly("1", "2", "3");
        context.emptyRDD().saveAsTextFile(directory.resolve("nothing").toUri().toString());
        assertThat(directory.resolve("nothing/_SUCCESS")).exists();
    }

    @Test
    void shouldLeaveNothingBehindWhenWritingFails() throws IOException {
        Path out = directory.resolve("out");
        assertThatThrownBy(() ->
                        context.parallelize(List.of(1, 2, 0), 3).map(x -> 1 / x).saveAsTextFile(out.toString()))
                .isInstanceOf(ArithmeticException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldShowNothingOfAttemptsThatFailed() throws IOException {
        Path out = directory.resolve("out");
        AtomicInteger failures = new AtomicInteger(2);
        StreamingConf conf = new StreamingConf(false).setMaster("local[2,3]").setAppName("attempts");
        try (ShadufContext patient = new ShadufContext(conf)) {
            patient.parallelize(List.of(1, 2, 3), 1)
                    .map(x -> {
                        if (x == 3 && failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("an attempt that fails");
                        }
                        return x;
                    })
                    .saveAsTextFile(out.toString());
        }

        assertThat(context.textFile(out.toString()).collect()).containsExactly("1", "2", "3");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("part-00000", "_SUCCESS");
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(out);
        }
    }

    @Test
    void shouldRefuseToWriteOverAnything() throws IOException {
        Path out = Files.createDirectory(directory.resolve("taken"));
        assertThatThrownBy(() -> context.parallelize(List.of(1)).saveAsTextFile(out.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saveAsTextFile at TextFilesTest.java:")
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> context.parallelize(List.of(1)).saveAsTextFile("/"))
                .hasMessageContaining("names no directory");
    }

    private List<String> read(String path) {
        return context.textFile(directory + "/" + path).collect();
    }
}
