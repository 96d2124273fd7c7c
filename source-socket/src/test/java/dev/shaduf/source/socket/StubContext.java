// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverContext;
import dev.shaduf.spi.ReceiverStoppedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Collects what a receiver stores; drops duplicates as a supervisor does. */
public final class StubContext<T> implements ReceiverContext<T>, AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final int PERMITS = 7;

    public final List<T> records = new CopyOnWriteArrayList<>();
    public final List<ByteBuffer> blocks = new CopyOnWriteArrayList<>();
    public final List<String> errors = new CopyOnWriteArrayList<>();
    public final AtomicLong stored = new AtomicLong();

    private final Map<String, Long> counters = new ConcurrentHashMap<>();
    private final Map<String, Position> positions = new ConcurrentHashMap<>();
    private final String prefix = "test-receiver-" + NUMBERS.incrementAndGet() + "-";
    private final Receiver<T> receiver;
    private final boolean keep;
    private volatile boolean stopped;

    private StubContext(Receiver<T> receiver, boolean keep) {
        this.receiver = receiver;
        this.keep = keep;
    }

    /** Starts a receiver; closing the context stops it. */
    public static <T> StubContext<T> start(Receiver<T> receiver) throws Exception {
        return start(receiver, true);
    }

    /** Starts a receiver whose records are only counted. */
    public static <T> StubContext<T> count(Receiver<T> receiver) throws Exception {
        return start(receiver, false);
    }

    private static <T> StubContext<T> start(Receiver<T> receiver, boolean keep) throws Exception {
        StubContext<T> context = new StubContext<>(receiver, keep);
        receiver.attach(context);
        receiver.onStart();
        return context;
    }

    public long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }

    /** Finds the threads of the receiver that still run. */
    public List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix) && thread.isAlive())
                .toList();
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        receiver.onStop();
    }

    @Override
    public void store(T record) {
        if (stopped) {
            throw new ReceiverStoppedException("stopped");
        }
        stored.incrementAndGet();
        if (keep) {
            records.add(record);
        }
    }

    @Override
    public void store(T record, Position position) {
        Position last = positions.get(position.lane());
        if (last == null || position.after(last)) {
            store(record);
            positions.put(position.lane(), position);
        } else {
            count("duplicates-dropped", 1);
        }
    }

    @Override
    public void storeBlock(Iterator<T> block, @Nullable Object token) {
        block.forEachRemaining(this::store);
    }

    @Override
    public void storeBytes(ByteBuffer bytes) {
        if (stopped) {
            throw new ReceiverStoppedException("stopped");
        }
        blocks.add(bytes);
    }

    @Override
    public void storeEncoded(ByteBuffer bytes, int count) {
        List<T> decoded = new ArrayList<>();
        try {
            receiver.decode(bytes.asReadOnlyBuffer()).forEachRemaining(decoded::add);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (decoded.size() != count) {
            throw new IllegalStateException(count + " records were announced, " + decoded.size() + " are there");
        }
        decoded.forEach(this::store);
    }

    @Override
    public int awaitPermits() {
        return PERMITS;
    }

    @Override
    public void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        errors.add(message);
    }

    @Override
    public void restart(String message, @Nullable Throwable error, int delayMillis) {
        errors.add("restart: " + message);
    }

    @Override
    public void stop(String message, @Nullable Throwable error) {
        errors.add("stop: " + message);
    }

    @Override
    public boolean isStarted() {
        return !stopped;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public int streamId() {
        return 0;
    }

    @Override
    public Optional<Position> lastPosition(String lane) {
        return Optional.ofNullable(positions.get(lane));
    }

    @Override
    public void retainLanes(Set<String> lanes) {
        positions.keySet().retainAll(lanes);
    }

    @Override
    public String threadName(String role) {
        return prefix + role;
    }
}
