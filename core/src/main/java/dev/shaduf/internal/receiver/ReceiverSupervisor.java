// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.block.BlockCutter;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.block.BlockQueue;
import dev.shaduf.internal.block.BlockStore;
import dev.shaduf.internal.block.Draft;
import dev.shaduf.internal.block.LevelBlockStore;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverContext;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs one receiver: what the receiver calls on one side, what the scheduler sees on the other. Safe for use by many
 * threads.
 *
 * @param <T> the type of the records
 */
public final class ReceiverSupervisor<T> implements ReceiverContext<T>, ReceiverRun {
    /**
     * The block that is being filled is in memory in any case, so it is cut when it has this part of the memory. No sooner: each
     * block is a partition, and what a shuffle combines of each is in memory until all have been read.
     */
    private static final int BLOCKS_IN_MEMORY = 2;

    /** A log takes a gigabyte as one, and its records may be larger than they were estimated. */
    private static final long LOGGED_BLOCK = 256L << 20;

    private static final double LONGEST_BURST_SECONDS = 0.2;
    private static final double MILLIS_PER_SECOND = 1e3;
    /** Real time for our own threads to end once nothing holds them any more. */
    private static final long GRACE_MILLIS = 500;

    private static final long LEAST_WAIT_MILLIS = 10;

    private final int streamId;
    private final ReceiverThreads threads;
    private final ReceiverStatus status;
    private final Wakeup wakeup;
    private final RateLimiter limiter;
    private final BlockQueue queue;
    private final LevelBlockStore store;
    private final StoreGate gate;
    private final BlockCutter cutter;
    private final ReceiverLife life;
    private final BlockTimer timer;
    private final Acknowledger acknowledger;
    private final Positions positions = new Positions();
    private final Counters counters = new Counters();
    private final Refusals refusals;
    private final @Nullable BlockLog log;
    private @Nullable Thread main;

    /**
     * Creates a supervisor; nothing runs yet.
     *
     * @param streamId the number of the input stream
     * @param receiver the receiver, attached to this supervisor from here on
     * @param settings the settings
     * @param clock the clock
     * @param events is told what happens
     * @param log the receiver's log, in which everything is before it counts as stored; {@code null} for none
     */
    public ReceiverSupervisor(
            int streamId,
            Receiver<T> receiver,
            ReceiverSettings settings,
            Clock clock,
            Events events,
            @Nullable BlockLog log) {
        this.log = log;
        this.streamId = streamId;
        this.threads = new ReceiverThreads(settings.appName(), streamId);
        this.status = new ReceiverStatus(streamId, receiver.name(), clock, events);
        this.wakeup = new Wakeup(clock);
        double burst = Math.min(LONGEST_BURST_SECONDS, settings.batchInterval().milliseconds() / MILLIS_PER_SECOND);
        this.limiter = new RateLimiter(clock, settings.initialRate(), burst);
        this.queue = new BlockQueue(settings.maxBytes(), wakeup::call);
        this.store = new LevelBlockStore(
                receiver.storageLevel(),
                receiver::decode,
                settings.memoryBytes(),
                settings.directory(),
                status::failed,
                this::dropped);
        this.gate = new StoreGate(status.label(), limiter, queue, wakeup);
        long blockBytes = settings.memoryBytes() / BLOCKS_IN_MEMORY;
        if (log == null) {
            this.cutter = new BlockCutter(streamId, store, queue, gate, blockBytes);
        } else {
            positions.restore(log.positions());
            log.lanes(positions::has);
            log.damages().forEach(damage -> status.failed("received records are lost: " + damage, null));
            this.cutter = new BlockCutter(
                    streamId, store, queue, gate, Math.min(blockBytes, LOGGED_BLOCK), log, positions::still);
        }
        this.refusals = new Refusals(status, counters, cutter);
        this.life = new ReceiverLife(receiver, status, settings, threads, clock, gate, cutter, wakeup);
        this.timer = new BlockTimer(cutter, clock, wakeup, life, status, settings);
        this.acknowledger = new Acknowledger(receiver, status, threads, life, counters, settings.acknowledgements());
        receiver.attach(this);
    }

    @Override
    public synchronized void start() {
        if (main == null) {
            main = threads.start("supervisor", this::supervise);
            if (timer.needed()) {
                threads.start("blocks", timer);
            }
        }
    }

    private void supervise() {
        try {
            life.run();
        } finally {
            acknowledger.close();
            wakeup.call();
        }
    }

    @Override
    public void store(T record) {
        refusals.check(present(record));
        cutter.append(record);
    }

    @Override
    public void store(T record, Position position) {
        present(record);
        boolean stored = log == null
                ? positions.advance(position, () -> cutter.append(record))
                : positions.advance(position, () -> awaitRoom(record), () -> cutter.appendNow(record));
        if (!stored) {
            counters.count(Counters.DUPLICATES, 1);
        }
    }

    @Override
    public void storeBlock(Iterator<T> records, @Nullable Object token) {
        awaitAcknowledgements(token);
        Draft draft = cutter.draft();
        while (records.hasNext()) {
            draft.add(present(records.next()));
        }
        Object given = token == null ? null : acknowledger.token(token);
        refusals.store(draft, given);
        if (log != null && given != null) {
            acknowledger.completed(List.of(given));
        }
    }

    @Override
    public void storeBytes(ByteBuffer bytes) {
        cutter.appendBytes(present(bytes));
    }

    @Override
    public void storeEncoded(ByteBuffer bytes, int records) {
        if (records < 1) {
            throw new IllegalArgumentException(status.label() + " cannot store bytes with " + records
                    + " records in them; it must be one or more");
        }
        cutter.appendEncoded(present(bytes), records);
    }

    @Override
    public int awaitPermits() {
        return cutter.awaitPermits();
    }

    @Override
    public void count(String counter, long delta) {
        counters.count(counter, delta);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        status.failed(message, error);
    }

    @Override
    public void restart(String message, @Nullable Throwable error, int delayMillis) {
        if (error != null) {
            status.failed(message, error);
        }
        life.requestRestart(message, delayMillis);
        acknowledger.wake();
    }

    @Override
    public void stop(String message, @Nullable Throwable error) {
        if (error != null) {
            status.failed(message, error);
        }
        life.requestStop();
        acknowledger.wake();
    }

    @Override
    public boolean isStarted() {
        return life.isStarted();
    }

    @Override
    public boolean isStopped() {
        return life.isStopped();
    }

    @Override
    public int streamId() {
        return streamId;
    }

    @Override
    public Optional<Position> lastPosition(String lane) {
        return log == null
                ? positions.last(lane)
                : Optional.ofNullable(cutter.durablePositions().get(lane));
    }

    @Override
    public void retainLanes(Set<String> lanes) {
        positions.retain(lanes, log == null ? positions.all() : cutter.durablePositions());
    }

    @Override
    public String threadName(String role) {
        return threads.name(role);
    }

    @Override
    public void restore(long planned, LongPredicate needed) {
        cutter.restore(planned, needed);
    }

    @Override
    public void forgetBefore(long number) throws IOException {
        if (log != null) {
            log.forgetBefore(number);
        }
    }

    @Override
    public List<BlockInfo> takeBlocks() {
        wakeup.call(); // a clock that was set back must not keep threads waiting
        return cutter.take();
    }

    @Override
    public void completed(List<BlockId> blocks) {
        acknowledger.completed(queue.completed(blocks));
    }

    @Override
    public Backlog backlog() {
        return new Backlog(cutter.records(), cutter.bytes());
    }

    @Override
    public void limit(double recordsPerSecond) {
        limiter.rate(recordsPerSecond);
        wakeup.call();
    }

    @Override
    public BlockStore blocks() {
        return store;
    }

    @Override
    public ReceiverInfo info() {
        return status.info();
    }

    @Override
    public Map<String, Long> counters() {
        return counters.values();
    }

    @Override
    public void drain() {
        life.drain();
        acknowledger.wake();
    }

    @Override
    public boolean stop(Duration timeout) throws InterruptedException {
        life.requestStop();
        acknowledger.wake();
        Thread thread = main();
        if (thread == null) {
            return true;
        }
        long deadline = System.nanoTime() + timeout.milliseconds() * 1_000_000;
        join(thread, deadline);
        boolean late = thread.isAlive();
        if (late) {
            life.abandon();
            thread.join(GRACE_MILLIS);
        }
        List<Thread> left = threads.alive();
        for (Thread one : left) {
            join(one, deadline);
        }
        left = left.stream().filter(Thread::isAlive).toList();
        if (!left.isEmpty()) {
            String names = String.join(", ", left.stream().map(Origins::place).toList());
            left.forEach(Thread::interrupt);
            status.failed("not stopped within " + timeout + ", interrupted: " + names, null);
        }
        return !late && left.isEmpty();
    }

    private synchronized @Nullable Thread main() {
        return main;
    }

    private void awaitRoom(T record) {
        refusals.check(record);
        cutter.awaitRoom();
    }

    private void dropped(BlockId block) {
        acknowledger.completed(queue.dropped(block));
    }

    private void awaitAcknowledgements(@Nullable Object token) {
        if (token == null) {
            return;
        }
        try {
            acknowledger.awaitSpace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(
                    status.label() + ": a thread was interrupted while it waited to store; the block was not stored");
        }
    }

    private <V> V present(@Nullable V value) {
        if (value == null) {
            throw new NullPointerException(status.label() + " cannot store null; the record was not stored");
        }
        return value;
    }

    private static void join(Thread thread, long deadline) throws InterruptedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        thread.join(Math.max(LEAST_WAIT_MILLIS, left));
    }
}
