// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.internal.receiver.FailingStore;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
    private static final Duration PATIENCE = new Duration(10_000);
    private static final LogSettings SMALL = new LogSettings(10_000, 300);

    @TempDir
    Path directory;

    @Test
    void shouldLeaveABeginningOfWhatWasWrittenWhenTheDiskWasFullForAWhile() throws Exception {
        FailingStore store = new FailingStore(CheckpointStores.open(directory.toString()));
        Log log = open(store);
        JournalWriter writer = new JournalWriter(log, PATIENCE);
        store.full = true;
        writer.append(bytes("a".repeat(400)));
        writer.append(bytes("b")); // has the first written, in vain
        store.full = false;
        writer.append(bytes("c"));

        log.close();
        store.close();

        assertThat(contents()).isEmpty();
    }

    @Test
    void shouldWriteAllInOrderOnceTheDiskHasRoom() throws Exception {
        FailingStore store = new FailingStore(CheckpointStores.open(directory.toString()));
        JournalWriter writer = new JournalWriter(open(store), PATIENCE);
        store.full = true;
        writer.append(bytes("a".repeat(400)));
        writer.append(bytes("b"));
        store.full = false;

        writer.sync(writer.append(bytes("c")));
        store.close();

        assertThat(contents()).containsExactly("a".repeat(400), "b", "c");
    }

    @Test
    void shouldNotSayThatItIsFlushedWhatTheDiskHasRefused() throws Exception {
        CheckpointStore store = CheckpointStores.open(directory.toString());
        JournalWriter writer = new JournalWriter(open(store), PATIENCE);
        List<Throwable> failures = new ArrayList<>();
        Completions completions = new Completions(writer, failures::add);
        completions.add(writer.append(bytes("completed")), () -> {});
        writer.close();
        Thread thread = new Thread(completions);
        thread.start();

        assertThat(completions.flush(PATIENCE.milliseconds())).isFalse();

        thread.join();
        assertThat(failures).hasSize(1);
        store.close();
    }

    @Test
    void shouldSayWhatFollowsWhenAnInputLeavesTheThreadInterrupted() throws Exception {
        CheckpointStore store = CheckpointStores.open(directory.toString());
        JournalWriter writer = new JournalWriter(open(store), PATIENCE);
        List<Throwable> failures = new ArrayList<>();
        Completions completions = new Completions(writer, failures::add);
        CountDownLatch first = new CountDownLatch(1);
        completions.add(writer.append(bytes("first")), () -> {
            Thread.currentThread().interrupt();
            first.countDown();
        });
        Thread thread = new Thread(completions);
        thread.start();
        first.await();
        CountDownLatch second = new CountDownLatch(1);
        completions.add(writer.append(bytes("second")), second::countDown);

        second.await();

        completions.end();
        thread.join();
        assertThat(failures).isEmpty();
        writer.close();
        store.close();
    }

    @Test
    void shouldKeepTheAddressAtWhichARecordIsDurableWhenAnotherThreadAppendsItAgain() throws Exception {
        FailingStore store = new FailingStore(CheckpointStores.open(directory.toString()));
        Log log = open(store);
        JournalWriter writer = new JournalWriter(log, new Duration(100));
        JournalWriter.Entry first = writer.append(bytes("first"));
        Thread syncing = new Thread(() -> syncQuietly(writer, first));
        CountDownLatch synced = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        store.afterSync = () -> {
            synced.countDown();
            awaitQuietly(held);
        };
        syncing.start();
        synced.await();

        synchronized (writer) { // the other thread cannot say that the record is durable before a sync has failed
            held.countDown();
            await().until(() -> syncing.getState() == Thread.State.BLOCKED);
            store.full = true;
            JournalWriter.Entry second = writer.append(bytes("second"));
            assertThatThrownBy(() -> writer.sync(second)).hasMessageContaining("No space left on device");
        }
        syncing.join();

        assertThat(first.isDurable()).isTrue();
        assertThat(UTF_8.decode(log.read(first.address())).toString()).isEqualTo("first");
        store.close();
    }

    private static void syncQuietly(JournalWriter writer, JournalWriter.Entry entry) {
        try {
            writer.sync(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Log open(CheckpointStore store) throws IOException {
        return Log.open(store, "journal", new LogIdentity(new UUID(1, 2), store.acquire("test")), SMALL);
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (CheckpointStore store = CheckpointStores.open(directory.toString())) {
            LogReader.of(store, "journal")
                    .read((address, record) -> contents.add(UTF_8.decode(record).toString()));
        }
        return contents;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
