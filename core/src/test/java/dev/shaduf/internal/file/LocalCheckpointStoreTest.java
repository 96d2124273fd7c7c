// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.Segment;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import dev.shaduf.spi.FencedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointStoreTest {
    @TempDir
    Path folder;

    private final List<CheckpointStore> stores = new ArrayList<>();
    private Path root = Path.of("");

    @BeforeEach
    void choose() {
        root = folder.resolve("a/b");
    }

    @AfterEach
    void close() throws IOException {
        for (CheckpointStore store : stores) {
            store.close();
        }
    }

    @Test
    void shouldGiveGrowingEpochs() throws IOException {
        CheckpointStore first = store();
        assertThat(first.acquire("one")).isEqualTo(1);
        first.close();

        assertThat(store().acquire("two")).isEqualTo(2);
    }

    @Test
    void shouldRefuseASecondContextOfTheSameProcess() throws IOException {
        store().acquire("orders");
        Files.createSymbolicLink(folder.resolve("link"), root);

        assertThatThrownBy(() -> store(folder.resolve("link")).acquire("other"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by 'orders'")
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("since");
    }

    @Test
    void shouldSayWhichDirectoryCannotBeMade() {
        assertThatThrownBy(() -> store(Path.of("/proc/none/checkpoint")).acquire("orders"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot create directory /proc/none");
    }

    @Test
    void shouldListWhileSegmentsAreDeleted() throws Exception {
        CheckpointStore store = store();
        store.acquire("orders");
        write(store, "x/stays", "hello");
        AtomicBoolean ended = new AtomicBoolean();
        Thread deleting = new Thread(() -> {
            try {
                for (int round = 0; round < 40; round++) {
                    for (int i = 0; i < 50; i++) {
                        Files.createFile(root.resolve("x/" + i + "~1"));
                    }
                    for (int i = 0; i < 50; i++) {
                        store.delete("x/" + i);
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            } finally {
                ended.set(true);
            }
        });
        deleting.start();
        while (!ended.get()) {
            assertThat(store.list("")).extracting(SegmentInfo::name).contains("x/stays");
        }
        deleting.join();
    }

    @Test
    void shouldStayTheOwnerWhenAnotherWasRefused() throws IOException {
        CheckpointStore owner = store();
        owner.acquire("orders");
        assertThatThrownBy(() -> store().acquire("other")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store().acquire("other")).isInstanceOf(IOException.class);

        write(owner, "x/1", "hello");
        assertThat(read(owner, "x/1")).isEqualTo("hello");
    }

    @Test
    void shouldBeGivenBackByClose() throws IOException {
        CheckpointStore first = store();
        first.acquire("one");
        first.close();
        first.close();

        store().acquire("two");
        assertThatThrownBy(() -> first.create("x/1")).hasMessageContaining("given back");
    }

    @Test
    void shouldFenceAPausedOwnerWhoseLockWasRemoved() throws IOException {
        CheckpointStore paused = store();
        paused.acquire("paused");
        Segment open = paused.create("x/1");
        append(open, "before");
        open.sync();
        Files.delete(root.resolve(DirectoryOwner.LOCK));
        CheckpointStore successor = store();
        successor.acquire("successor");

        assertThatThrownBy(() -> append(open, "after"))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("under epoch 1")
                .hasMessageContaining("'successor'")
                .hasMessageContaining("under epoch 2");
        assertThatThrownBy(() -> paused.create("x/2")).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> paused.delete("x/1")).isInstanceOf(FencedException.class);
        assertThat(read(successor, "x/1")).isEqualTo("before");
    }

    @Test
    void shouldNotReportAsDurableWhatWasSyncedAfterASuccessorCame() throws IOException {
        CheckpointStore paused = store();
        paused.acquire("paused");
        Segment open = paused.create("x/1");
        append(open, "written before, synced after");
        Files.delete(root.resolve(DirectoryOwner.LOCK));
        store().acquire("successor");

        assertThatThrownBy(open::sync).isInstanceOf(FencedException.class);
    }

    @Test
    void shouldKeepTheFilesOfTwoEpochsApart() throws IOException {
        CheckpointStore first = store();
        first.acquire("one");
        write(first, "x/1", "old");
        first.close();
        CheckpointStore second = store();
        second.acquire("two");
        second.delete("x/1");
        write(second, "x/1", "new");
        Files.writeString(root.resolve("x/1~1"), "of a process that woke up late");

        assertThat(read(second, "x/1")).isEqualTo("new");
        assertThat(second.list("x/")).containsExactly(new CheckpointStore.SegmentInfo("x/1", 3));
    }

    @Test
    void shouldRefuseADirectoryThatHoldsSomethingElse() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("thesis.tex"), "x");

        assertThatThrownBy(() -> store())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(root.toString())
                .hasMessageContaining("thesis.tex")
                .hasMessageContaining("name an empty directory");
        assertThat(root).isDirectoryContaining("glob:**thesis.tex");
    }

    @Test
    void shouldTakeAFreshVolume() throws IOException {
        Files.createDirectories(root.resolve("lost+found"));

        assertThat(store().acquire("one")).isEqualTo(1);
    }

    @Test
    void shouldRefuseADirectoryOfANewerVersion() throws IOException {
        store().acquire("one");
        close();
        Files.writeString(root.resolve("FORMAT"), "shaduf checkpoint directory, format 2\n");

        assertThatThrownBy(() -> store())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has format 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void shouldRefuseADirectoryWithoutItsEpoch() throws IOException {
        CheckpointStore store = store();
        store.acquire("one");
        write(store, "x/1", "hello");
        close();
        Files.delete(root.resolve("epoch-00000001"));

        assertThatThrownBy(() -> store().acquire("two")).hasMessageContaining("has lost its file epoch-");
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        Files.createDirectories(Paths.parent(root));
        Files.writeString(root, "x");

        assertThatThrownBy(() -> store()).hasMessageContaining("it is a file");
    }

    @Test
    void shouldRefuseNamesThatLeadElsewhere() throws IOException {
        CheckpointStore store = store();
        store.acquire("one");

        for (String name : List.of("../x", "x/../../y", "/etc/x", "x//y", "x y", "", "x~1")) {
            assertThatThrownBy(() -> store.create(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldListNothingWhereNothingIs() throws IOException {
        assertThat(store().list("")).isEmpty();
        assertThat(root).doesNotExist();
    }

    @Test
    void shouldListByPrefixInOrder() throws IOException {
        CheckpointStore store = store();
        store.acquire("one");
        for (String name : List.of("state/b/2", "state/b/10", "state/a=1/x", "journal/1")) {
            write(store, name, "12345");
        }

        assertThat(store.list("state/").stream().map(CheckpointStore.SegmentInfo::name))
                .containsExactly("state/a=1/x", "state/b/10", "state/b/2");
        assertThat(store.list("state/b/1")).containsExactly(new CheckpointStore.SegmentInfo("state/b/10", 5));
    }

    @Test
    void shouldWriteThroughInterrupts() throws Exception {
        CheckpointStore store = store();
        store.acquire("one");
        Segment segment = store.create("x/1");
        Thread writer = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread nuisance = new Thread(() -> {
            while (!done.get()) {
                writer.interrupt();
                LockSupport.parkNanos(2_000_000);
            }
        });
        StringBuilder expected = new StringBuilder();
        nuisance.start();
        try {
            for (int i = 0; i < 200; i++) {
                String text = "record " + i + "x".repeat(i * 100) + "\n";
                append(segment, text);
                segment.sync();
                expected.append(text);
            }
        } finally {
            done.set(true);
            while (nuisance.isAlive()) {
                Thread.interrupted();
            }
            Thread.interrupted();
        }

        assertThat(segment.length()).isEqualTo(expected.length());
        assertThat(read(store, "x/1")).isEqualTo(expected.toString());
    }

    private CheckpointStore store() throws IOException {
        return store(root);
    }

    private CheckpointStore store(Path path) throws IOException {
        CheckpointStore store = new LocalCheckpointStoreProvider().open(path.toUri());
        stores.add(store);
        return store;
    }

    private static void write(CheckpointStore store, String name, String text) throws IOException {
        try (Segment segment = store.create(name)) {
            append(segment, text);
            segment.sync();
        }
    }

    private static void append(Segment segment, String text) throws IOException {
        segment.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static String read(CheckpointStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
