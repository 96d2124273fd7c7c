// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFileTest {
    private static final int HEADER = 8;

    @TempDir
    Path folder;

    record Order(String item, int count) implements Serializable {}

    record Stranger(String text) implements Serializable {}

    record Fixed(Object value) {}

    @Test
    void shouldReadBackManyRecordsInOrder() throws Exception {
        List<Order> orders = IntStream.range(0, 2_000)
                .mapToObj(i -> new Order("item " + i, i))
                .toList();

        assertThat(read(write(orders), Order.class)).isEqualTo(orders);
    }

    @Test
    void shouldReadBackRecordsLargerThanAFrame() throws Exception {
        String large = "x".repeat(300_000);

        assertThat(read(write(List.of("a", large, "b")), String.class)).containsExactly("a", large, "b");
    }

    @Test
    void shouldReadBackPairsAndCollections() throws Exception {
        Tuple2<String, List<Integer>> pair = new Tuple2<>("k", new ArrayList<>(List.of(1, 2)));

        assertThat(read(write(List.of(pair)), Tuple2.class)).isEqualTo(List.of(pair));
    }

    @Test
    void shouldReadAnEmptyFile() throws Exception {
        Path file = write(List.of());

        try (var reader = ObjectFileReader.open(file, String.class, ObjectFileReader.allow())) {
            assertThat(reader.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(reader::next);
        }
    }

    @Test
    void shouldRefuseClassesThatTheFilterDoesNotAllow() throws Exception {
        Path file = write(List.of(new Stranger("x")));

        assertThatUnreadable(file, "holds a class that may not be read");
    }

    @Test
    void shouldSayThatAFileIsCutShort() throws Exception {
        Path file = write(List.of(new Order("a", 1)));
        byte[] bytes = Files.readAllBytes(file);

        for (int length : new int[] {HEADER, HEADER + 6, HEADER + 40, bytes.length - 3}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatUnreadable(file, "is cut short");
        }
    }

    @Test
    void shouldSayThatAFileIsDamaged() throws Exception {
        Path file = write(List.of(new Order("a", 1)));
        byte[] bytes = Files.readAllBytes(file);

        assertThatUnreadable(changed(file, bytes, HEADER + 20, 0x55555555), "checksum is wrong");
        assertThatUnreadable(changed(file, bytes, HEADER, -5), "a frame of -5 bytes");
        assertThatUnreadable(changed(file, bytes, HEADER + 4, -1), "-1 records");
        assertThatUnreadable(changed(file, bytes, HEADER, Integer.MAX_VALUE), "is cut short");
        assertThatUnreadable(changed(file, bytes, bytes.length - 4, 9), "speaks of 9 records");
    }

    @Test
    void shouldRefuseAFileOfSomethingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "hello");

        assertThatIOException()
                .isThrownBy(() -> ObjectFileReader.open(file, String.class, ObjectFileReader.allow()))
                .withMessageContaining("is not a file of serialized records");
    }

    @Test
    void shouldNameTheClassThatCannotBeSerialized() throws Exception {
        SinkSession<Object> session = open();
        SinkWriter<Object> writer = session.writer(new Batches().batch(1), 0, 0);

        assertThatIOException()
                .isThrownBy(() -> writer.write(new Fixed("x")))
                .withMessageContaining(Fixed.class.getName())
                .withMessageContaining("save as text");
        writer.abort();
    }

    private void assertThatUnreadable(Path file, String message) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> read(file, Order.class))
                .withMessageContaining(message)
                .withMessageContaining(file.toUri().toString());
    }

    private static Path changed(Path file, byte[] bytes, int place, int value) throws IOException {
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy).putInt(place, value);
        return Files.write(file, copy);
    }

    private static <T> List<T> read(Path file, Class<T> type) throws IOException {
        List<T> records = new ArrayList<>();
        try (var reader = ObjectFileReader.open(file, type, ObjectFileReader.allow(Order.class))) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }

    private Path write(List<?> records) throws Exception {
        Batches batches = new Batches();
        try (SinkSession<Object> session = open()) {
            batches.write(session, 1, records);
        }
        return folder.resolve("out-1000000001000/part-00000");
    }

    private SinkSession<Object> open() throws Exception {
        return Batches.open(
                FileSink.builder(folder.resolve("out").toString())
                        .format(FileFormat.OBJECT)
                        .emptyBatches(true)
                        .build(),
                "out",
                1);
    }
}
