// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverContext;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.time.Duration;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the supervisor of a receiver in a test: keeps what it stores, reports and asks for. It starts and stops
 * nothing by itself; the test calls {@link #start}, {@link #stop} and, when a restart was asked for, {@link #restartNow}.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * ReceiverProbe<String> probe = new ReceiverProbe<>(receiver);
 * probe.start();
 * peer.send("a");
 * probe.awaitRecords(1, Durations.seconds(10));
 * probe.stop();
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class ReceiverProbe<T> implements ReceiverContext<T> {
    private static final String THREADS = "shaduf-probe-";
    private static final int PERMITS = 100;

    private final Receiver<T> receiver;
    private final List<StoredRecord<T>> stored = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> restarts = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Position> last = new HashMap<>();
    private boolean gateClosed;
    private int waitingAtGate;
    private boolean started;
    private boolean stopped;
    private int threads;

    /**
     * Creates a probe and attaches the receiver to it.
     *
     * @param receiver the receiver
     */
    public ReceiverProbe(Receiver<T> receiver) {
        this.receiver = receiver;
        receiver.attach(this);
    }

    /**
     * Starts the receiver on the calling thread.
     *
     * @throws Exception what {@link Receiver#onStart()} throws
     */
    public void start() throws Exception {
        synchronized (this) {
            stopped = false;
        }
        receiver.onStart();
        synchronized (this) {
            started = true;
            notifyAll();
        }
    }

    /**
     * Stops the receiver on the calling thread, as a supervisor does: threads waiting in {@code store} are released first.
     *
     * @throws Exception what {@link Receiver#onStop()} throws
     */
    public void stop() throws Exception {
        synchronized (this) {
            stopped = true;
            started = false;
            notifyAll();
        }
        receiver.onStop();
    }

    /**
     * Stops and starts the receiver, on the calling thread.
     *
     * @throws Exception what the receiver throws
     */
    public void restartNow() throws Exception {
        stop();
        start();
    }

    /** Makes every {@code store} wait, as under a rate limit, until {@link #openGate} or the end. */
    public synchronized void closeGate() {
        gateClosed = true;
    }

    /** Lets {@code store} go on. */
    public synchronized void openGate() {
        gateClosed = false;
        notifyAll();
    }

    /**
     * Waits until a thread of the receiver waits in {@code store}.
     *
     * @param patience how much real time to give it
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if none does in time
     */
    public void awaitStoreWaiting(Duration patience) throws InterruptedException, TimeoutException {
        await(() -> waitingAtGate > 0, patience, "no thread waits in store");
    }

    /**
     * Waits until a number of records has been stored.
     *
     * @param count how many at least
     * @param patience how much real time to give it
     * @return the records then stored
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if there are fewer in time
     */
    public List<T> awaitRecords(int count, Duration patience) throws InterruptedException, TimeoutException {
        await(() -> stored.size() >= count, patience, "fewer than " + count + " records were stored");
        return records();
    }

    /**
     * Waits until the receiver has reported an error or asked for a restart.
     *
     * @param patience how much real time to give it
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if it does neither in time
     */
    public void awaitTrouble(Duration patience) throws InterruptedException, TimeoutException {
        await(() -> !errors.isEmpty() || !restarts.isEmpty(), patience, "no error was reported, no restart asked for");
    }

    /**
     * Lists the records stored.
     *
     * @return the records, in the order in which they were stored
     */
    public synchronized List<T> records() {
        return stored.stream().map(StoredRecord::record).toList();
    }

    /**
     * Lists the records stored, with what came with them.
     *
     * @return the records, in the order in which they were stored
     */
    public synchronized List<StoredRecord<T>> stored() {
        return List.copyOf(stored);
    }

    /**
     * Lists the errors reported.
     *
     * @return message and exception of each
     */
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /**
     * Lists the restarts asked for.
     *
     * @return message and exception of each
     */
    public synchronized List<String> restarts() {
        return List.copyOf(restarts);
    }

    /**
     * Lists the ends asked for.
     *
     * @return message and exception of each
     */
    public synchronized List<String> stops() {
        return List.copyOf(stops);
    }

    /**
     * Returns what the receiver counted.
     *
     * @return the sums by name
     */
    public synchronized Map<String, Long> counters() {
        return Map.copyOf(counters);
    }

    /**
     * Sets the position that a starting receiver finds as its last durable one.
     *
     * @param position the position
     */
    public synchronized void lastPosition(Position position) {
        last.put(position.lane(), position);
    }

    @Override
    public void store(T record) {
        add(record, null, false);
    }

    @Override
    public void store(T record, Position position) {
        add(record, position, false);
    }

    @Override
    public void storeBlock(Iterator<T> records, @Nullable Object token) {
        while (records.hasNext()) {
            add(records.next(), null, token != null);
        }
        if (token != null) {
            acknowledge(token);
        }
    }

    @Override
    public void storeBytes(ByteBuffer bytes) {
        storeBlock(decode(bytes).iterator(), null);
    }

    @Override
    public void storeEncoded(ByteBuffer bytes, int records) {
        List<T> decoded = decode(bytes);
        if (decoded.size() != records) {
            throw new IllegalStateException("receiver " + receiver.name() + " stored bytes with " + records
                    + " records in them, of which decode makes " + decoded.size());
        }
        storeBlock(decoded.iterator(), null);
    }

    @Override
    public synchronized int awaitPermits() {
        awaitGate();
        checkRunning();
        return PERMITS;
    }

    @Override
    public synchronized void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public synchronized void reportError(String message, @Nullable Throwable error) {
        errors.add(text(message, error));
        notifyAll();
    }

    @Override
    public synchronized void restart(String message, @Nullable Throwable error, int delayMillis) {
        restarts.add(text(message, error));
        notifyAll();
    }

    @Override
    public synchronized void stop(String message, @Nullable Throwable error) {
        stops.add(text(message, error));
        notifyAll();
    }

    @Override
    public synchronized boolean isStarted() {
        return started && !stopped;
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public int streamId() {
        return 0;
    }

    @Override
    public synchronized Optional<Position> lastPosition(String lane) {
        return Optional.ofNullable(last.get(lane));
    }

    @Override
    public synchronized void retainLanes(Set<String> lanes) {
        last.keySet().retainAll(lanes);
    }

    @Override
    public synchronized String threadName(String role) {
        threads++;
        return THREADS + role + "-" + threads;
    }

    private synchronized void add(T record, @Nullable Position position, boolean acknowledged) {
        awaitGate();
        checkRunning();
        stored.add(new StoredRecord<>(record, Optional.ofNullable(position), acknowledged));
        notifyAll();
    }

    private void checkRunning() {
        if (stopped) {
            throw new ReceiverStoppedException(
                    "receiver " + receiver.name() + " is being stopped; the record was not stored");
        }
    }

    private List<T> decode(ByteBuffer bytes) {
        try {
            List<T> records = new ArrayList<>();
            receiver.decode(bytes.asReadOnlyBuffer()).forEachRemaining(records::add);
            return records;
        } catch (Exception e) {
            throw new IllegalStateException("receiver " + receiver.name() + " cannot decode what it stored", e);
        }
    }

    private synchronized void awaitGate() {
        waitingAtGate++;
        notifyAll();
        try {
            while (gateClosed && !stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException("interrupted while waiting to store");
        } finally {
            waitingAtGate--;
        }
    }

    private void acknowledge(Object token) {
        try {
            receiver.acknowledge(token);
        } catch (Exception e) {
            reportError("acknowledge failed", e);
        }
    }

    private synchronized void await(BooleanSupplier condition, Duration patience, String otherwise)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.milliseconds());
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(otherwise + " within " + patience + "; stored " + stored.size() + ", errors "
                        + errors + ", restarts " + restarts + ", stops " + stops);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private static String text(String message, @Nullable Throwable error) {
        return error == null ? message : message + ": " + error;
    }
}
