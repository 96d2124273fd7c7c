// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import dev.shaduf.internal.file.ScratchDirectory;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelBlockStoreTest {
    private final List<String> faults = new ArrayList<>();
    private final List<BlockId> dropped = new ArrayList<>();

    @TempDir
    private Path directory;

    static Stream<StorageLevel> levels() {
        return Stream.of(
                StorageLevel.MEMORY_ONLY,
                StorageLevel.MEMORY_ONLY_SER,
                StorageLevel.MEMORY_AND_DISK,
                StorageLevel.MEMORY_AND_DISK_SER_2,
                StorageLevel.DISK_ONLY,
                StorageLevel.NONE);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldGiveBackTheSameRecordsAsOftenAsAskedFor(StorageLevel level) throws Exception {
        LevelBlockStore store = store(level, 1_000_000);
        BlockId id = put(store, 0, "a", 2, List.of("c"));

        assertThat(Collected.of(store, id)).containsExactly("a", 2, List.of("c"));
        assertThat(Collected.of(store, id)).containsExactly("a", 2, List.of("c"));
        assertThat(faults).isEmpty();
    }

    @Test
    void shouldKeepTheRecordsThemselvesWhereTheLevelSaysObjects() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY, 0);
        Object record = new Object();

        assertThat(Collected.of(store, put(store, 0, record))).first().isSameAs(record);
    }

    @Test
    void shouldUseTheDiskOnceMemoryHasNoRoom() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_AND_DISK, 100);
        BlockId first = put(store, 0, "x".repeat(10));
        assertThat(files()).isZero();
        BlockId second = put(store, 1, "y".repeat(10));

        assertThat(files()).isEqualTo(1);
        assertThat(Collected.of(store, first)).containsExactly("x".repeat(10));
        assertThat(Collected.of(store, second)).containsExactly("y".repeat(10));
    }

    @Test
    void shouldLeaveNoFilesWhenClosed() throws Exception {
        LevelBlockStore store = store(StorageLevel.DISK_ONLY, 0);
        put(store, 0, "a");
        put(store, 1, "b");
        store.drop(new BlockId(0, 0));
        assertThat(files()).isEqualTo(1);

        store.close();

        assertThat(directory).isEmptyDirectory();
        assertThat(dropped).containsExactlyInAnyOrder(new BlockId(0, 0), new BlockId(0, 1));
    }

    @Test
    void shouldKeepAsObjectsAndReportWhatCannotBeSerialized() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY_SER, 0);
        Object record = new Object();

        assertThat(Collected.of(store, put(store, 0, record))).containsExactly(record);
        assertThat(faults).singleElement().asString().contains("java.lang.Object", "stays in memory");
    }

    @Test
    void shouldNameABlockThatIsGone() {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY, 0);
        BlockId id = put(store, 4, "a");
        store.drop(id);
        store.drop(id);

        assertThatThrownBy(() -> store.open(id))
                .hasMessageContaining("input-0-4")
                .hasMessageContaining("remember");
        assertThat(dropped).containsExactly(id);
        assertThat(store.memoryUsed()).isZero();
    }

    @Test
    void shouldDecodeBytesOnlyWhenOpenedAndGiveEachTaskItsOwnView() throws Exception {
        LevelBlockStore store = store(StorageLevel.DISK_ONLY, 0);
        BlockId id = new BlockId(0, 0);
        ByteBuffer block = ByteBuffer.wrap(new byte[] {9, 1, 2, 3}).position(1);

        store.put(id, store.keep(List.of(new EncodedPart(block.slice(), 3))));

        assertThat(Collected.of(store, id)).containsExactly((byte) 1, (byte) 2, (byte) 3);
        assertThat(Collected.of(store, id)).containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void shouldReadPartsInOrderFromMemoryAndFromDisk() throws Exception {
        List<EncodedPart> parts = List.of(
                new EncodedPart(ByteBuffer.wrap(new byte[] {1, 2}), 2),
                new EncodedPart(ByteBuffer.wrap(new byte[] {3}), 1));
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.DISK_ONLY)) {
            LevelBlockStore store = store(level, 0);
            BlockId id = new BlockId(0, 0);

            store.put(id, store.keep(parts));

            assertThat(Collected.of(store, id)).containsExactly((byte) 1, (byte) 2, (byte) 3);
        }
    }

    @Test
    void shouldReadBytesOutsideTheHeapUntilTheirBlockIsDropped() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY, 0);
        BlockId id = new BlockId(0, 0);
        EncodedPart part = EncodedPart.of(ByteBuffer.wrap(new byte[] {1, 2}), 2, EncodedPart.NOT_LOGGED, store.pages());
        store.put(id, store.keep(List.of(part)));

        assertThat(part.content().isDirect()).isTrue();
        assertThat(Collected.of(store, id)).containsExactly((byte) 1, (byte) 2);

        Input half = store.open(id);
        store.drop(id);
        assertThatThrownBy(() -> Collected.of(half, 1))
                .hasMessageContaining("input-0-0")
                .hasMessageContaining("dropped while it was read");
    }

    @Test
    void shouldGiveUpPlacesOutsideTheHeapOfBlocksThatGoToDisk() throws Exception {
        LevelBlockStore store = store(StorageLevel.DISK_ONLY, 0);
        byte[] bytes = new byte[PageSpace.PAGE / 4];
        for (int number = 0; number < 20; number++) {
            EncodedPart part = EncodedPart.of(ByteBuffer.wrap(bytes), 2, EncodedPart.NOT_LOGGED, store.pages());
            assertThat(part.content().isDirect()).isTrue();
            store.put(new BlockId(0, number), store.keep(List.of(part)));
        }
    }

    @Test
    void shouldNameTheBlockWhoseBytesCannotBeDecoded() {
        LevelBlockStore store = new LevelBlockStore(
                StorageLevel.MEMORY_ONLY,
                bytes -> {
                    throw new IOException("not ours");
                },
                0,
                directory,
                (message, error) -> {},
                id -> {});
        BlockId id = new BlockId(0, 7);
        store.put(id, store.keep(List.of(new EncodedPart(ByteBuffer.wrap(new byte[1]), 1))));

        assertThatThrownBy(() -> Collected.of(store, id))
                .hasMessageContaining("input-0-7")
                .hasMessageContaining("not ours");
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
    void shouldKeepAsObjectsWhatIsTooDeepOrTooLargeToBeSerialized(Class<? extends Error> error) throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY_SER, 1_000_000);
        TooMuch record = new TooMuch(error.getConstructor().newInstance());

        BlockId id = put(store, 0, record);

        assertThat(Collected.of(store, id)).containsExactly(record);
        assertThat(faults).singleElement().asString().contains("stays in memory as objects");
    }

    private static final class TooMuch implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient Error error;

        TooMuch(Error error) {
            this.error = error;
        }

        private void writeObject(ObjectOutputStream out) {
            throw error;
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldSendBytesAsTheyAreKeptToBeReadAfterTheirBlockIsDropped(StorageLevel level) throws Exception {
        LevelBlockStore store = store(level, 1_000_000);
        BlockId id = new BlockId(0, 0);
        byte[] page = {3, 4};
        EncodedPart outside = EncodedPart.of(ByteBuffer.wrap(page), 2, EncodedPart.NOT_LOGGED, store.pages());
        ByteBuffer slice = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);
        store.put(id, store.keep(List.of(new EncodedPart(slice, 2), outside)));

        Parcel parcel = store.parcel(id, PackedReceiver.of(new Bytes())).orElseThrow();
        store.drop(id);
        EncodedPart.of(ByteBuffer.wrap(new byte[] {7, 7}), 2, EncodedPart.NOT_LOGGED, store.pages());

        assertThat(arrived(parcel)).containsExactly("byte 1", "byte 2", "byte 3", "byte 4");
    }

    @Test
    void shouldSendSerializedRecordsAsTheyAreKept() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY_SER, 0);
        BlockId id = put(store, 0, "a", 2);

        assertThat(arrived(store.parcel(id, PackedReceiver.of(new Bytes())).orElseThrow()))
                .containsExactly("a", 2);
    }

    @Test
    void shouldSendNothingThatIsKeptAsObjects() throws Exception {
        LevelBlockStore store = store(StorageLevel.MEMORY_ONLY, 0);

        assertThat(store.parcel(put(store, 0, "a"), PackedReceiver.of(new Bytes())))
                .isEmpty();
    }

    @Test
    void shouldNameAReceiverThatCannotBeSerialized() {
        Bytes receiver = new Bytes();
        receiver.onStart();

        assertThatThrownBy(() -> PackedReceiver.of(receiver))
                .hasMessageContaining("receiver Bytes cannot be serialized")
                .hasMessageContaining("transient");
    }

    private static List<Object> arrived(Parcel parcel) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(parcel);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                Input input = ((Parcel) in.readObject()).open()) {
            return Collected.of(input, Input.BLOCK);
        }
    }

    /** Decodes in its own way, so that it shows that it did. */
    private static final class Bytes extends Receiver<String> {
        private Object running = "not yet";

        Bytes() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {
            running = new Object();
        }

        @Override
        public Iterator<String> decode(ByteBuffer block) {
            List<String> decoded = new ArrayList<>();
            while (block.hasRemaining()) {
                decoded.add("byte " + block.get());
            }
            return decoded.iterator();
        }

        @Override
        public String toString() {
            return name() + " " + running;
        }
    }

    private LevelBlockStore store(StorageLevel level, long memory) {
        return new LevelBlockStore(
                level,
                bytes -> {
                    List<Byte> decoded = new ArrayList<>();
                    while (bytes.hasRemaining()) {
                        decoded.add(bytes.get());
                    }
                    return decoded.iterator();
                },
                memory,
                directory,
                (message, error) -> faults.add(message + ": " + error),
                dropped::add);
    }

    private static BlockId put(LevelBlockStore store, long number, Object... records) {
        Chunk chunk = new Chunk(records.length);
        for (Object record : records) {
            chunk.offer(record, 60);
        }
        chunk.seal();
        BlockId id = new BlockId(0, number);
        store.put(id, store.keep(List.of(chunk)));
        return id;
    }

    private long files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(ScratchDirectory.OWNER))
                    .count();
        }
    }
}
