// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.internal.receiver.FailingStore;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private static final UUID STREAM = new UUID(1, 2);
    /** The content of a second record, of which the first had one byte, that ends with a sector. */
    private static final int IN_FRONT_OF_SECTOR = 879;

    private static final LogSettings SMALL = new LogSettings(1_000, 300);

    @TempDir
    Path directory;

    private final List<CheckpointStore> stores = new ArrayList<>();
    private long epoch;

    @AfterEach
    void close() throws IOException {
        for (CheckpointStore store : stores) {
            store.close();
        }
    }

    @Test
    void shouldBeEmptyAtFirst() throws IOException {
        try (Log log = open(LogSettings.DEFAULT)) {
            assertThat(contents(log)).isEmpty();
            assertThat(log.end()).isZero();
        }
    }

    @Test
    void shouldAppendNothingBehindWhatIsLost() throws IOException {
        FailingStore store = new FailingStore(CheckpointStores.open(directory.toString()));
        stores.add(store);
        Log log = Log.open(store, "journal", new LogIdentity(STREAM, store.acquire("test")), SMALL);
        store.full = true;
        long first = log.append(bytes("x".repeat(400)));
        assertThatThrownBy(() -> log.appendBehind(first, bytes("no room"))).hasMessageContaining("No space left");
        store.full = false;

        assertThatThrownBy(() -> log.appendBehind(first, bytes("behind"))).hasMessageContaining("No space left");
        long again = log.append(bytes("again"));
        long behind = log.appendBehind(again, bytes("behind"));
        log.sync(again, behind);

        store.close();
        try (Log reopened = open(SMALL)) {
            assertThat(contents(reopened)).containsExactly(again + "=again", behind + "=behind");
        }
    }

    @Test
    void shouldReadWhatWasSyncedWhenOpenedAgain() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        long first = log.append(bytes("a"), bytes("b"));
        long second = log.append(bytes("c"));
        log.sync(second);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(contents(again)).containsExactly(first + "=ab", second + "=c");
        assertThat(text(again.read(first))).isEqualTo("ab");
    }

    @Test
    void shouldGoOnBehindWhatWasThere() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));
        Log again = reopen(LogSettings.DEFAULT);
        again.sync(again.append(bytes("b")));
        again.close();

        assertThat(texts(reopen(LogSettings.DEFAULT))).containsExactly("a", "b");
    }

    @Test
    void shouldKeepOrderAndAddressesOverManySegments() throws IOException {
        Log log = open(SMALL);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String text = "record-" + i + "x".repeat(i % 50);
            long address = log.append(bytes(text));
            expected.add(address + "=" + text);
            if (i % 3 == 0) {
                log.sync(address);
            }
        }
        log.close();

        Log again = reopen(SMALL);

        assertThat(contents(again)).isEqualTo(expected);
        assertThat(stores.get(0).list("journal/")).hasSizeGreaterThan(20);
    }

    @Test
    void shouldKeepRecordsLargerThanASegment() throws IOException {
        Log log = open(SMALL);
        String large = "y".repeat(100_000);
        log.append(bytes("before"));
        log.sync(log.append(bytes(large)));
        log.sync(log.append(bytes("after")));
        log.close();

        assertThat(texts(reopen(SMALL))).containsExactly("before", large, "after");
    }

    @Test
    void shouldDeleteWholeSegmentsBeforeAnAddress() throws IOException {
        Log log = open(SMALL);
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            addresses.add(log.append(bytes("record-" + i)));
            log.sync(addresses.get(i));
        }
        int segments = stores.get(0).list("journal/").size();

        log.truncateBefore(addresses.get(150));

        assertThat(stores.get(0).list("journal/")).hasSizeLessThan(segments / 2);
        assertThat(log.first()).isLessThanOrEqualTo(addresses.get(150)).isGreaterThan(addresses.get(50));
        assertThat(text(log.read(addresses.get(150)))).isEqualTo("record-150");
        assertThatThrownBy(() -> log.read(addresses.get(0))).hasMessageContaining("not there");
        log.close();
        assertThat(texts(reopen(SMALL))).endsWith("record-198", "record-199").doesNotContain("record-50");
    }

    @Test
    void shouldRefuseTheLogOfAnotherStream() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));
        CheckpointStore store = stores.get(0);

        assertThatThrownBy(() ->
                        Log.open(store, "journal", new LogIdentity(new UUID(3, 4), epoch + 1), LogSettings.DEFAULT))
                .isInstanceOf(LogFormatException.class)
                .hasMessageContaining(STREAM.toString());
    }

    @Test
    void shouldCutOffWhatAReplacedProcessGotOntoTheDiskAfterItsSuccessorHadRead() throws IOException {
        Log replaced = open(LogSettings.DEFAULT);
        replaced.sync(replaced.append(bytes("a")));
        long late = replaced.end();
        Log successor = reopen(LogSettings.DEFAULT);
        Path old = files().get(0);
        ByteBuffer frame = ByteBuffer.allocate(Frame.BYTES);
        new Frame(4, false, Frame.checksum(bytes("late"))).put(frame, late);
        Files.write(old, frame.array(), StandardOpenOption.APPEND);
        Files.writeString(old, "late", StandardOpenOption.APPEND);
        assertThat(texts(LogReader.of(stores.get(0), "journal"))).containsExactly("a", "late");

        successor.sync(successor.append(bytes("b")));

        assertThat(texts(reopen(LogSettings.DEFAULT))).containsExactly("a", "b");
    }

    @Test
    void shouldCutOffAndNameAnEndThatACrashTore() throws IOException {
        Path file = twoGroups("a", "b");
        String segment = stores.get(0).list("journal/").get(0).name();
        long whole = Files.size(file);
        cut(file, whole - 1);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(texts(again)).containsExactly("a");
        assertThat(damages(again)).isEmpty();
        assertThat(again.tear()).hasValueSatisfying(tear -> {
            assertThat(tear.segment()).isEqualTo(segment);
            assertThat(tear.offset()).isEqualTo(whole - Frame.BYTES - 1);
            assertThat(tear.bytes()).isEqualTo(Frame.BYTES);
        });
    }

    @Test
    void shouldCutOffWhatTheDiskHadNotWrittenWhenThePowerFailed() throws IOException {
        Path file = twoGroups("a", "x".repeat(2_000));
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 1_024, 1_536, (byte) 0);
        Files.write(file, content);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(texts(again)).containsExactly("a");
        assertThat(damages(again)).isEmpty();
        assertThat(again.tear()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_001, 1_012})
    void shouldTakeForDamageWhatIsWhollyThereInTheLastGroupAndHasChanged(int fromTheEnd) throws IOException {
        Path file = twoGroups("a", "x".repeat(1_000));
        flip(file, (int) Files.size(file) - fromTheEnd);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(again.tear()).isEmpty();
        assertThat(texts(again)).containsExactly("a");
        assertThat(damages(again)).singleElement().asString().contains("journal/", " is damaged at byte");
    }

    @Test
    void shouldTakeAFlipForDamageWhereOnlyZerosOfTheRecordStandInTheLastSector() throws IOException {
        Path file = twoGroups("a", "x".repeat(IN_FRONT_OF_SECTOR) + "\0\0");
        assertThat(Files.size(file) % 512).isEqualTo(2);
        flip(file, (int) Files.size(file) - 100);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(again.tear()).isEmpty();
        assertThat(damages(again)).singleElement().asString().contains("by one bit");
    }

    @Test
    void shouldGoOnBehindADamagedLastGroup() throws IOException {
        Path file = twoGroups("a", "b");
        flip(file, (int) Files.size(file) - 1);
        Log again = reopen(LogSettings.DEFAULT);
        again.sync(again.append(bytes("c")));

        Log third = reopen(LogSettings.DEFAULT);

        assertThat(texts(third)).containsExactly("a", "c");
        assertThat(damages(third)).hasSize(1);
    }

    @Test
    void shouldNameTheDamagedHeaderOfTheNewestSegment() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));
        Log next = reopen(LogSettings.DEFAULT);
        next.sync(next.append(bytes("b")));
        flip(files().get(1), 20);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(texts(again)).containsExactly("a", "b");
        assertThat(damages(again)).singleElement().asString().contains("its header cannot be read");
    }

    @Test
    void shouldPassOverANewSegmentThatTheDiskHadNotWritten() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));
        Log next = reopen(LogSettings.DEFAULT);
        next.sync(next.append(bytes("x".repeat(1_000))));
        Path newest = files().get(1);
        byte[] content = Files.readAllBytes(newest);
        Arrays.fill(content, 0, 512, (byte) 0);
        Files.write(newest, content);

        Log again = reopen(LogSettings.DEFAULT);

        assertThat(texts(again)).containsExactly("a");
        assertThat(damages(again)).isEmpty();
    }

    @Test
    void shouldRefuseALogOfANewerVersion() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));
        Path file = files().get(0);
        byte[] content = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(content).putInt(8, 9);
        header.putInt(76, Frame.checksum(header.slice(0, 76)));
        Files.write(file, content);

        assertThatThrownBy(() -> LogReader.of(stores.get(0), "journal"))
                .isInstanceOf(LogFormatException.class)
                .hasMessageContaining("format version 9")
                .hasMessageContaining("reads up to 1");
    }

    @Test
    void shouldRefuseToWriteUnderAnEpochThatIsNotNew() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes("a")));

        assertThatThrownBy(
                        () -> Log.open(stores.get(0), "journal", new LogIdentity(STREAM, epoch), LogSettings.DEFAULT))
                .isInstanceOf(LogFormatException.class)
                .hasMessageContaining("epoch " + epoch);
    }

    @Test
    void shouldSyncAThreadThatIsInterrupted() throws IOException {
        Log log = open(LogSettings.DEFAULT);
        Thread.currentThread().interrupt();
        log.sync(log.append(bytes("a")));

        assertThat(Thread.interrupted()).isTrue();
        log.sync(log.append(bytes("b")));
        assertThat(texts(reopen(LogSettings.DEFAULT))).containsExactly("a", "b");
    }

    @Test
    void shouldSyncForManyThreads() throws Exception {
        Log log = open(new LogSettings(50_000, 2_000));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<List<String>>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            String name = "t" + t + "-";
            all.add(threads.submit(() -> {
                List<String> mine = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    long address = log.append(bytes(name + i));
                    log.sync(address);
                    mine.add(address + "=" + name + i);
                }
                return mine;
            }));
        }
        List<String> expected = new ArrayList<>();
        for (Future<List<String>> one : all) {
            expected.addAll(one.get());
        }
        threads.shutdown();

        assertThat(contents(reopen(LogSettings.DEFAULT))).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** As after a crash behind the second of two records that were synced one by one. */
    private Path twoGroups(String first, String second) throws IOException {
        Log log = open(LogSettings.DEFAULT);
        log.sync(log.append(bytes(first)));
        log.sync(log.append(bytes(second)));
        return files().get(0);
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[offset] ^= 1;
        Files.write(file, content);
    }

    private static void cut(Path file, long length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) length));
    }

    private static List<LogDamage> damages(Log log) throws IOException {
        List<LogDamage> damages = new ArrayList<>();
        log.read(new LogVisitor() {
            @Override
            public void record(long address, ByteBuffer record) {}

            @Override
            public void damage(LogDamage damage) {
                damages.add(damage);
            }
        });
        return damages;
    }

    private Log open(LogSettings settings) throws IOException {
        CheckpointStore store = CheckpointStores.open(directory.toString());
        stores.add(store);
        epoch = store.acquire("test");
        return Log.open(store, "journal", new LogIdentity(STREAM, epoch), settings);
    }

    /** As after a crash: the old log is not closed. */
    private Log reopen(LogSettings settings) throws IOException {
        close();
        stores.clear();
        return open(settings);
    }

    private static List<String> contents(Log log) throws IOException {
        List<String> records = new ArrayList<>();
        log.read((address, record) -> records.add(address + "=" + text(record)));
        return records;
    }

    private static List<String> texts(Log log) throws IOException {
        List<String> records = new ArrayList<>();
        log.read((address, record) -> records.add(text(record)));
        return records;
    }

    private static List<String> texts(LogReader log) throws IOException {
        List<String> records = new ArrayList<>();
        log.read((address, record) -> records.add(text(record)));
        return records;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            return files.sorted().toList();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(ByteBuffer record) {
        return UTF_8.decode(record.duplicate()).toString();
    }
}
