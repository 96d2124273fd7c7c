// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver of lines with a log, in one process after the other. A process that ends without a word is one whose store is given
 * back while its supervisor still runs.
 */
abstract class RestartedReceiver {
    private static final Duration PATIENCE = new Duration(10_000);
    private static final LogSettings SMALL = new LogSettings(2_000, 500);

    @TempDir
    Path directory;

    final StubClock clock = new StubClock();
    final List<ReceiverSupervisor<String>> runs = new ArrayList<>();
    final List<FailingStore> stores = new ArrayList<>();
    Lines receiver = new Lines();
    Recording recording = new Recording();

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

    final void restart() throws IOException {
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

    final ReceiverSupervisor<String> supervisor(BlockLog log) {
        return new ReceiverSupervisor<>(5, receiver, settings(runs.size()), clock, recording, log);
    }

    /** Threads have the name of the program, and whoever stops a run waits for those of its name: each has one of its own. */
    static ReceiverSettings settings(int run) {
        return new ReceiverSettings(
                "run" + run,
                new Duration(1_000),
                new Duration(1_000),
                100_000_000,
                100_000_000,
                3,
                Double.POSITIVE_INFINITY,
                new Duration(2_000),
                new Duration(10_000),
                null);
    }

    final ReceiverSupervisor<String> run() {
        return runs.get(runs.size() - 1);
    }

    final FailingStore store() {
        return stores.get(stores.size() - 1);
    }

    static final class Lines extends Receiver<String> {
        final List<Object> acknowledged = new CopyOnWriteArrayList<>();
        volatile @Nullable Error failure;

        Lines() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}

        @Override
        public void acknowledge(Object token) {
            if (failure != null) {
                throw failure;
            }
            acknowledged.add(token);
        }

        @Override
        public Iterator<String> decode(ByteBuffer block) {
            return UTF_8.decode(block).toString().lines().iterator();
        }
    }
}
