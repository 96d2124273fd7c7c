// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.ZstdInputStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.SinkSession;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFormatsTest {
    private final Batches batches = new Batches();

    @TempDir
    Path folder;

    private record Order(String id, int count, Optional<Double> price) {}

    @Test
    void shouldWriteCsv() throws Exception {
        write(
                out().format(FileFormat.CSV),
                new Tuple2<>("a,b", 1),
                List.of("x", "line\nbreak"),
                new Object[] {"q\"", 2},
                new Order("o", 3, Optional.empty()),
                "single");

        assertThat(part(".csv")).hasContent("\"a,b\",1\nx,\"line\nbreak\"\n\"q\"\"\",2\no,3,\nsingle\n");
    }

    @Test
    void shouldWriteCsvByColumns() throws Exception {
        Map<String, Object> some = new LinkedHashMap<>(Map.of("b", 2));
        write(
                out().format(FileFormat.CSV).columns(List.of("a", "b")),
                Map.of("b", 2, "a", 1),
                some,
                new Tuple2<>("x", "y"));

        assertThat(part(".csv")).hasContent("a,b\n1,2\n,2\nx,y\n");
    }

    @Test
    void shouldRefuseRecordsThatDoNotFitTheColumns() throws Exception {
        FileSink.Builder csv = out().format(FileFormat.CSV).columns(List.of("a", "b"));

        assertThatIOException()
                .isThrownBy(() -> write(csv, Map.of("a", 1, "c", 2)))
                .withMessageContaining("not all of which are columns");
        assertThatIOException()
                .isThrownBy(() -> write(csv, List.of("only one")))
                .withMessageContaining("1 fields, but there are 2 columns");
    }

    @Test
    void shouldWriteJsonLines() throws Exception {
        write(
                out().format(FileFormat.JSON),
                new Tuple2<>("k\n", 1L),
                new Order("o", 3, Optional.of(1.5)),
                Arrays.asList(null, true, Instant.EPOCH),
                "text");

        assertThat(part(".json"))
                .hasContent("{\"_1\":\"k\\n\",\"_2\":1}\n{\"id\":\"o\",\"count\":3,\"price\":1.5}\n"
                        + "[null,true,\"1970-01-01T00:00:00Z\"]\n\"text\"\n");
    }

    /** A path is made of paths, the last of which is made of itself. */
    @Test
    void shouldWritePathsAsText() throws Exception {
        write(out().format(FileFormat.JSON), new Tuple2<>(Path.of("/a/b"), 1), Path.of("c/d"));
        assertThat(part(".json")).hasContent("{\"_1\":\"/a/b\",\"_2\":1}\n\"c/d\"\n");
    }

    @Test
    void shouldWriteAPathAsOneFieldOfCsv() throws Exception {
        write(out().format(FileFormat.CSV), Path.of("/a/b"), new Tuple2<>(Path.of("c/d"), 1));
        assertThat(part(".csv")).hasContent("/a/b\nc/d,1\n");
    }

    @Test
    void shouldNameTheClassThatHasNoFormInJson() {
        assertThatIOException()
                .isThrownBy(() -> write(out().format(FileFormat.JSON), new Object()))
                .withMessageContaining("java.lang.Object");
        DoubleAdder half = new DoubleAdder();
        half.add(0.5);
        assertThatIOException()
                .isThrownBy(() -> write(out().format(FileFormat.JSON), half))
                .withMessageContaining("DoubleAdder");
    }

    @Test
    void shouldWriteNumbersAndArraysOfAnyKindAsTheyAre() throws Exception {
        write(out().format(FileFormat.JSON), 0.1f, new AtomicLong(7), new BigDecimal("0.10"), new int[] {1, 2});

        assertThat(part(".json")).hasContent("0.1\n7\n0.10\n[1,2]\n");
    }

    @Test
    void shouldWriteArraysOfNumbersAsRowsOfCsv() throws Exception {
        write(out().format(FileFormat.CSV), new int[] {1, 2}, new double[] {0.5});

        assertThat(part(".csv")).hasContent("1,2\n0.5\n");
    }

    @Test
    void shouldRefuseWhatHasNoFormInCsv() {
        assertThatIOException()
                .isThrownBy(() -> write(out().format(FileFormat.CSV), List.of("a", new byte[2])))
                .withMessageContaining("byte[] has no form in CSV");
    }

    @Test
    void shouldWriteNoBlankLinesOfCsv() throws Exception {
        write(out().format(FileFormat.CSV), "", List.of("", ""), Optional.empty(), "a");

        assertThat(part(".csv")).hasContent("\"\"\n,\n\"\"\na\n");
    }

    @Test
    void shouldCompress() throws Exception {
        write(out().gzip(), "a", "b");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part(".gz")))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("a\nb\n");
        }
    }

    @Test
    void shouldCompressWithZstd() throws Exception {
        write(out().format(FileFormat.JSON).zstd(), "a");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(part(".json.zst")))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("\"a\"\n");
        }
    }

    @Test
    void shouldReadBackCompressedObjectsAfterUnpacking() throws Exception {
        write(out().format(FileFormat.OBJECT).gzip(), 1, 2);
        Path plain = folder.resolve("plain");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part(".gz")))) {
            Files.write(plain, in.readAllBytes());
        }
        try (var reader = ObjectFileReader.open(plain, Integer.class, ObjectFileReader.allow())) {
            assertThat(reader).toIterable().containsExactly(1, 2);
        }
    }

    private FileSink.Builder out() {
        return FileSink.builder(folder.resolve("out").toString());
    }

    private void write(FileSink.Builder sink, Object... records) throws Exception {
        try (SinkSession<Object> session = Batches.open(sink.build(), "out", 1)) {
            batches.write(session, 1, List.of(records));
        }
    }

    private Path part(String suffix) {
        return folder.resolve("out-1000000001000/part-00000" + suffix);
    }
}
