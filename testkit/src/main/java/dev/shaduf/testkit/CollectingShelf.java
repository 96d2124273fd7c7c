// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a {@link CollectingSink} holds: staged attempts, and committed batches by output and id. */
final class CollectingShelf<T> {
    private final Faults faults;
    private final Map<UUID, List<T>> staged = new HashMap<>();
    private final Map<Key, CollectedBatch<T>> committed = new LinkedHashMap<>();
    private int openSessions;

    CollectingShelf(String name) {
        this.faults = new Faults(name);
    }

    private record Key(String output, BatchId batch) {}

    Faults faults() {
        return faults;
    }

    synchronized UUID stage(List<T> records) {
        UUID token = UUID.randomUUID();
        staged.put(token, List.copyOf(records));
        return token;
    }

    synchronized boolean discard(UUID token) {
        return staged.remove(token) != null;
    }

    synchronized boolean isCommitted(String output, BatchId batch) {
        return committed.containsKey(new Key(output, batch));
    }

    synchronized boolean commit(String output, SinkBatch batch, List<UUID> tokens) {
        Key key = new Key(output, batch.id());
        if (!committed.containsKey(key)) {
            List<List<T>> partitions = tokens.stream().map(this::staged).toList();
            committed.put(key, new CollectedBatch<>(batch, partitions));
            notifyAll();
        }
        tokens.forEach(staged::remove);
        return true;
    }

    synchronized List<CollectedBatch<T>> batches() {
        return List.copyOf(committed.values());
    }

    synchronized void awaitRecords(int count, Duration patience) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.milliseconds());
        while (size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(
                        "only " + size() + " of " + count + " records were committed within " + patience);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized void opened() {
        openSessions++;
    }

    synchronized void closed() {
        openSessions--;
    }

    synchronized int openSessions() {
        return openSessions;
    }

    private List<T> staged(UUID token) {
        List<T> records = staged.get(token);
        if (records == null) {
            throw new IllegalStateException("no attempt is prepared as " + token);
        }
        return records;
    }

    private int size() {
        List<CollectedBatch<T>> all = new ArrayList<>(committed.values());
        return all.stream().mapToInt(b -> b.records().size()).sum();
    }
}
