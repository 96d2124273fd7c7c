// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A receiver that stores a list once, on a thread of its own, and then does what a test asks for. */
final class Feed extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    private static final Map<UUID, Feed.Shared> SHARED = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();
    private final List<String> records;

    private record Shared(CountDownLatch stored, Runnable then) {}

    Feed(List<String> records) {
        this(records, () -> {});
    }

    Feed(List<String> records, Runnable then) {
        super(StorageLevel.MEMORY_ONLY);
        this.records = records;
        SHARED.put(id, new Shared(new CountDownLatch(1), then));
    }

    @Override
    public void onStart() {
        Thread thread = new Thread(this::feed, "feed");
        thread.setDaemon(true);
        thread.start();
    }

    private void feed() {
        store(records);
        SHARED.get(id).stored.countDown();
        SHARED.get(id).then.run();
    }

    @Override
    public void onStop() {}

    void awaitStored() throws InterruptedException {
        SHARED.get(id).stored.await();
    }
}
