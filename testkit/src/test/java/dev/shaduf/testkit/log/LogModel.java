// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.log.LogVisitor;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.testkit.FaultyCheckpointStore;
import dev.shaduf.testkit.MemoryCheckpoint;
import dev.shaduf.testkit.StorageFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A log, what was promised about it, and the comparison of both. */
final class LogModel {
    static final UUID STREAM = new UUID(11, 12);
    private static final LogSettings SETTINGS = new LogSettings(600, 200);

    final MemoryCheckpoint directory = new MemoryCheckpoint();
    final StorageFaults faults = new StorageFaults();
    final List<LogDamage> damages = new ArrayList<>();
    final NavigableMap<Long, String> read = new TreeMap<>();
    private final NavigableMap<Long, String> promised = new TreeMap<>();
    private final NavigableMap<Long, String> open = new TreeMap<>();
    /** Failed; until something else is durable, a crash may bring it back. */
    private final Set<String> refused = new HashSet<>();
    /** Never to be seen again. */
    private final Set<String> buried = new HashSet<>();

    private final Random random;
    private CheckpointStore store;
    private Log log;
    private long truncated;
    private int number;

    LogModel(Random random) throws IOException {
        this.random = random;
        this.store = directory.open();
        this.log = open();
    }

    Log log() {
        return log;
    }

    CheckpointStore store() {
        return store;
    }

    /** Does something at random. */
    void step() throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> append();
            case 6, 7 -> sync();
            case 8 -> truncate();
            case 9 -> faults.failNext(StorageFaults.Kind.values()[random.nextInt(3)], random.nextInt(2));
            case 10 -> faults.capacity(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(1_000));
            default -> crashSometimes();
        }
    }

    void append() {
        String text = "record " + number++ + " " + "z".repeat(random.nextInt(random.nextInt(20) == 0 ? 2_000 : 60));
        long address = log.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
        open.put(address, text);
    }

    void sync() {
        if (open.isEmpty()) {
            return;
        }
        try {
            log.sync(open.firstKey(), open.lastKey());
            promised.putAll(open);
            open.clear();
            buried.addAll(refused);
        } catch (IOException e) {
            settle();
        }
    }

    void close() throws IOException {
        faults.capacity(Long.MAX_VALUE);
        for (StorageFaults.Kind kind : StorageFaults.Kind.values()) {
            faults.failNext(kind, 0);
        }
        sync();
        log.close();
        store.close();
    }

    void crash() throws IOException {
        directory.crash(random);
        reopen();
        check();
        assertThat(damages).as("damages").isEmpty();
    }

    /** What is there now is what a next start goes on from. */
    void reopen() throws IOException {
        open.clear();
        store = directory.open();
        log = open();
        damages.clear();
        read.clear();
        log.read(new LogVisitor() {
            @Override
            public void record(long address, ByteBuffer record) {
                read.put(address, UTF_8.decode(record).toString());
            }

            @Override
            public void damage(LogDamage damage) {
                damages.add(damage);
            }
        });
    }

    /** Compares what is there, where it is not known to be lost, with what was promised. */
    void check() {
        assertThat(read.values().stream().filter(buried::contains))
                .as("what failed, and was followed by others")
                .isEmpty();
        promised.tailMap(truncated).forEach((address, text) -> {
            boolean lost = damages.stream().anyMatch(d -> d.from() <= address && address < d.to());
            if (!lost) {
                assertThat(read).as("promised").containsEntry(address, text);
            }
        });
        promised.putAll(read);
        refused.removeAll(read.values());
        buried.addAll(refused);
        refused.clear();
    }

    private void settle() {
        open.forEach((address, text) -> {
            try {
                log.sync(address);
                promised.put(address, text);
            } catch (IOException e) {
                refused.add(text);
            }
        });
        open.clear();
    }

    private void truncate() throws IOException {
        if (random.nextInt(5) == 0 && !promised.isEmpty()) {
            List<Long> addresses = List.copyOf(promised.keySet());
            truncated = Math.max(truncated, addresses.get(random.nextInt(addresses.size())));
            log.truncateBefore(truncated);
        }
    }

    private void crashSometimes() throws IOException {
        if (random.nextInt(4) == 0) {
            crash();
        }
    }

    private Log open() throws IOException {
        long epoch = store.acquire("model");
        return Log.open(new FaultyCheckpointStore(store, faults), "journal", new LogIdentity(STREAM, epoch), SETTINGS);
    }
}
