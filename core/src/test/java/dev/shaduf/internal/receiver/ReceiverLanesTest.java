// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver with a log remembers of its lanes. */
class ReceiverLanesTest {
    private static final Duration PATIENCE = new Duration(10_000);
    private static final LogSettings SMALL = new LogSettings(2_000, 500);

    @TempDir
    Path directory;

    private final StubClock clock = new StubClock();
    private final List<ReceiverSupervisor<String>> runs = new ArrayList<>();
    private final List<FailingStore> stores = new ArrayList<>();
    private Lines receiver = new Lines();
    private Recording recording = new Recording();

    @BeforeEach
    void first() throws IOException {
        restart();
        run().start();
        await().until(receiver::isStarted);
    }

    @AfterEach
    void stop() throws Exception {
        for (ReceiverSupervisor<String> run : runs) {
            run.stop(PATIENCE);
        }
        store().close();
    }

    @Test
    void shouldForgetLanesThatAreGone() throws Exception {
        for (int i = 0; i < 100; i++) {
            receiver.store("x", Position.of("gone " + i, 1));
        }
        receiver.store("a", Position.of("lane", 1));

        receiver.context().retainLanes(Set.of("lane"));
        long before = logged();
        receiver.store("b", Position.of("lane", 2));
        run().takeBlocks();

        assertThat(logged() - before).isLessThan(300);
        assertThat(receiver.context().lastPosition("gone 1")).isEmpty();
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 2));
        restart();
        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 2));
        assertThat(run().lastPosition("gone 1")).contains(Position.of("gone 1", 1)); // until its block is gone
    }

    @Test
    void shouldNotForgetALaneBeforeWhatWasStoredOfItIsDurable() throws Exception {
        receiver.store("a", Position.of("gone", 1));
        run().takeBlocks();
        receiver.store("b", Position.of("gone", 2));
        store().full = true;
        receiver.context().retainLanes(Set.of());
        store().full = false;
        run().takeBlocks();

        assertThat(run().lastPosition("gone")).contains(Position.of("gone", 2));
        restart();
        assertThat(run().lastPosition("gone")).contains(Position.of("gone", 2));
    }

    @Test
    void shouldFreeTheLogBehindALaneThatIsGone() throws Exception {
        receiver.store("a", Position.of("gone", 1));
        receiver.store(List.of("b"));
        receiver.context().retainLanes(Set.of());
        receiver.store("c", Position.of("lane", 1));
        run().takeBlocks();
        int before = store().list("received/").size();
        for (int i = 2; i < 200; i++) {
            receiver.store("d".repeat(100), Position.of("lane", i));
            run().takeBlocks();
        }

        run().forgetBefore(Long.MAX_VALUE);

        assertThat(store().list("received/").size()).isLessThanOrEqualTo(before + 1);
    }

    private long logged() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("received/lines"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void restart() throws IOException {
        if (!stores.isEmpty()) {
            store().close();
        }
        FailingStore store = new FailingStore(CheckpointStores.open(directory.toString()));
        stores.add(store);
        LogIdentity identity = new LogIdentity(new UUID(7, 8), store.acquire("test"));
        receiver = new Lines();
        recording = new Recording();
        runs.add(supervisor(BlockLog.open(Log.open(store, "received/lines", identity, SMALL), Codecs.standard())));
    }

    private ReceiverSupervisor<String> supervisor(BlockLog log) {
        ReceiverSettings settings = new ReceiverSettings(
                "test",
                new Duration(1_000),
                new Duration(1_000),
                100_000_000,
                100_000_000,
                3,
                Double.POSITIVE_INFINITY,
                new Duration(2_000),
                new Duration(10_000),
                null);
        return new ReceiverSupervisor<>(5, receiver, settings, clock, recording, log);
    }

    private ReceiverSupervisor<String> run() {
        return runs.get(runs.size() - 1);
    }

    private FailingStore store() {
        return stores.get(stores.size() - 1);
    }

    private static final class Lines extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Lines() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}
    }
}
