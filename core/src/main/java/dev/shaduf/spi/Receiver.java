// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.rdd.StorageLevel;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in data that somebody pushes, and hands it over with {@link #store}. Extend it for systems that cannot be asked
 * for the same records again; implement {@link Source} for those that can.
 *
 * <p>Life cycle, in order:
 * <ol>
 *   <li>The receiver is constructed in the program, in whose JVM it runs. Executors of a cluster have copies, serialized before
 *       the start, for {@link #decode} alone.</li>
 *   <li>{@link #onStart()} is called once per attempt on a thread of the supervisor. It starts threads of its own, with
 *       {@link #startThread} or by other means, and returns; one that blocks is reported by name.</li>
 *   <li>Its threads call {@link #store}, which waits while the receiver is ahead of its rate limit or of its share of
 *       memory, and throws {@link ReceiverStoppedException} once the receiver is being stopped.</li>
 *   <li>{@link #reportError} tells listeners of an error and goes on. {@link #restart} calls {@link #onStop()}, waits,
 *       and calls {@link #onStart()} again. {@link #stop} ends the receiver for good.</li>
 *   <li>{@link #onStop()} is called once per attempt, from another thread than those of the receiver. It must make the
 *       receiver's threads end, and by itself interrupts those of {@code startThread}; threads waiting in {@code store} are
 *       released before.</li>
 * </ol>
 *
 * <p>What a return of {@code store} means, as long as the process lives: the records are processed, once. With a receiver log
 * (a checkpoint directory, and {@code shaduf.receiver.log} as it is), also after the process has died:
 * <ul>
 *   <li>Lists, iterators and bytes are durable: they are processed, once, whatever happens then. An acknowledgement by
 *       {@link #acknowledge} follows that.</li>
 *   <li>Single records with a {@linkplain Position position} are durable when their block is cut, at the latest after {@code
 *       shaduf.block.interval} and before a batch has them. {@link ReceiverContext#lastPosition} of the next process says up
 *       to where that was; what the peer sends again before that is dropped and counted.</li>
 *   <li>Single records without one, {@link #store(Object)}, are durable when their block is cut. A process that dies before
 *       takes them with it: no batch and no output has seen any of them.</li>
 *   <li>What no codec can write into the log is refused with a {@link RefusedRecordException}: nothing of that call is stored,
 *       its position is not taken as stored, its token is not acknowledged.</li>
 * </ul>
 *
 * <p>So a receiver that acknowledges to its peer overrides {@link #acknowledge} and promises at least once; one that gives
 * positions with its records promises exactly once.
 *
 * <p>A whole receiver: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/LineReceiver.java -->
 * <pre>{@code
 * public final class LineReceiver extends Receiver<String> {
 *     private final InetSocketAddress peer;
 *
 *     public LineReceiver(InetSocketAddress peer) {
 *         super(StorageLevel.MEMORY_ONLY);
 *         this.peer = peer;
 *     }
 *
 *     @Override
 *     public void onStart() {
 *         startThread("lines", this::receive);
 *     }
 *
 *     private void receive() throws IOException {
 *         try (SocketChannel connection = SocketChannel.open(peer)) {
 *             BufferedReader lines = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8));
 *             for (String line = lines.readLine(); line != null; line = lines.readLine()) {
 *                 store(line);
 *             }
 *         }
 *         restart(peer + " has closed the connection");
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 */
public abstract class Receiver<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StorageLevel storageLevel;
    private transient volatile @Nullable ReceiverContext<T> context;
    private transient @Nullable List<Thread> threads;

    /**
     * Creates a receiver.
     *
     * @param storageLevel where its blocks are kept until they are no longer needed
     */
    protected Receiver(StorageLevel storageLevel) {
        this.storageLevel = storageLevel;
    }

    /**
     * Starts receiving: starts threads and returns.
     *
     * @throws Exception if it cannot start; the supervisor reports it and tries again after the restart delay
     */
    public abstract void onStart() throws Exception;

    /**
     * Makes all threads of this receiver end and frees what {@link #onStart()} took. Must not throw for a receiver that
     * did not start. Unless overridden it interrupts the threads that {@link #startThread} has started, which is enough for
     * those that wait on interruptible channels, queues and locks; a method that overrides it calls it, too.
     *
     * @throws Exception if something could not be freed; reported
     */
    public void onStop() throws Exception {
        synchronized (this) {
            if (threads != null) {
                threads.forEach(Thread::interrupt);
                threads = null;
            }
        }
    }

    /**
     * Starts a thread of this receiver: a daemon with a name that says context, receiver and role. An exception that ends it
     * asks for a {@linkplain #restart(String, Throwable) restart}, unless the receiver is being stopped, when it is how a
     * thread ends.
     *
     * @param role what the thread does, in a word
     * @param work what it runs
     */
    protected final void startThread(String role, Work work) {
        Thread thread = new Thread(() -> run(role, work), context().threadName(role));
        thread.setDaemon(true);
        synchronized (this) {
            if (threads == null) {
                threads = new ArrayList<>();
            }
            threads.add(thread);
        }
        thread.start();
    }

    private void run(String role, Work work) {
        Throwable failure = failureOf(work);
        boolean ofPresentAttempt = forget(Thread.currentThread());
        if (failure != null && ofPresentAttempt && !isStopped()) {
            restart("thread '" + role + "' of receiver " + name() + " failed", failure);
        }
    }

    private static @Nullable Throwable failureOf(Work work) {
        try {
            work.run();
            return null;
        } catch (ReceiverStoppedException e) {
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private synchronized boolean forget(Thread thread) {
        return threads != null && threads.remove(thread);
    }

    /**
     * Declares what this receiver promises when a checkpoint directory is in use.
     *
     * @return at most once unless overridden
     */
    public Guarantee promise() {
        return Guarantee.AT_MOST_ONCE;
    }

    /**
     * Is told that everything stored up to some call is durable, so that the peer can be told. Called on a thread of the
     * supervisor, in the order of the calls to {@code store}.
     *
     * @param token the object given to {@link #store(List, Object)} or {@link #store(Iterator, Object)}
     * @throws Exception if the peer cannot be told; reported, and the receiver restarted
     */
    public void acknowledge(Object token) throws Exception {}

    /**
     * Reads back records that were stored as bytes. Called in tasks, many threads at a time; on a cluster in an executor, on a
     * copy of this receiver that was serialized before the start and never runs, so that it has no {@link #context()}.
     *
     * @param block the bytes given to one call of {@link #store(ByteBuffer)}, or to one or more calls of
     *     {@link #store(ByteBuffer, int)} one behind the other; a view of its own for each call, which records may hold on to
     * @return the records in it
     * @throws Exception if the bytes cannot be read; the task fails
     */
    public Iterator<T> decode(ByteBuffer block) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getName() + " stores bytes but does not override decode(ByteBuffer)");
    }

    /**
     * Names this receiver in logs and statistics.
     *
     * @return the simple name of the class, or its whole name where it has none, unless overridden
     */
    public String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? getClass().getName() : simple;
    }

    /**
     * Names the host where the receiver would best run, as receivers of Spark Streaming do. Nothing asks for it: a receiver runs in
     * the JVM of its program, on every engine.
     *
     * @return a host name, or empty for no preference
     */
    public Optional<String> preferredLocation() {
        return Optional.empty();
    }

    /**
     * Returns the storage level of its blocks.
     *
     * @return the level given at construction
     */
    public final StorageLevel storageLevel() {
        return storageLevel;
    }

    /**
     * Stores one record into the block that is being filled. At the return it is in memory. With a receiver log it is durable
     * once that block is cut, at the latest after {@code shaduf.block.interval}, and before a batch has it; what must be durable
     * when the call returns is stored as bytes or as a list, or has a position from which the peer sends it again.
     *
     * @param record the record
     * @throws RefusedRecordException if the receiver log could not hold it
     */
    public final void store(T record) {
        context().store(record);
    }

    /**
     * Stores one record with its position. At the return it is in memory, and durable, together with its position, once its
     * block is cut. A restart begins after the last position that was durable, and drops what comes again.
     *
     * @param record the record
     * @param position where the record stands in what the peer can send again
     * @throws RefusedRecordException if the receiver log could not hold it; the lane stays where it was
     */
    public final void store(T record, Position position) {
        context().store(record, position);
    }

    /**
     * Stores a list of records as one block of its own and returns when it is stored: durable, where there is a log.
     *
     * @param records the records; the list must not change afterwards
     * @throws RefusedRecordException if the receiver log could not hold one of them; none is stored
     */
    public final void store(List<T> records) {
        context().storeBlock(records.iterator(), null);
    }

    /**
     * Stores a list of records as one block of its own.
     *
     * @param records the records; the list must not change afterwards
     * @param token handed to {@link #acknowledge} once the block is durable
     * @throws RefusedRecordException if the receiver log could not hold one of them; none is stored, nor acknowledged
     */
    public final void store(List<T> records, Object token) {
        context().storeBlock(records.iterator(), token);
    }

    /**
     * Stores what an iterator yields as one block of its own and returns when it is stored: durable, where there is a log.
     *
     * @param records the records
     * @throws RefusedRecordException if the receiver log could not hold one of them; none is stored
     */
    public final void store(Iterator<T> records) {
        context().storeBlock(records, null);
    }

    /**
     * Stores what an iterator yields as one block of its own.
     *
     * @param records the records
     * @param token handed to {@link #acknowledge} once the block is durable
     * @throws RefusedRecordException if the receiver log could not hold one of them; none is stored, nor acknowledged
     */
    public final void store(Iterator<T> records, Object token) {
        context().storeBlock(records, token);
    }

    /**
     * Stores bytes as one block, to be read by {@link #decode} when the batch runs. Durable at the return, where there is a log.
     *
     * @param bytes the block, from position to limit; must not change afterwards
     */
    public final void store(ByteBuffer bytes) {
        context().storeBytes(bytes);
    }

    /**
     * Stores records that stand in bytes into the block that is being filled, to be read by {@link #decode} when the batch
     * runs. Bytes are cheaper to keep than objects, and objects that are made where they are needed die young.
     * Durable at the return, where there is a log; threads that store at the same time share a write.
     *
     * @param bytes whole records, from position to limit; must not change afterwards
     * @param records how many records are in them, greater than zero; where there may be more than a few, ask
     *     {@link ReceiverContext#awaitPermits()} before, so that the rate stays even
     */
    public final void store(ByteBuffer bytes, int records) {
        context().storeEncoded(bytes, records);
    }

    /**
     * Reports an error to listeners and logs; the receiver goes on.
     *
     * @param message what went wrong
     * @param error the exception
     */
    public final void reportError(String message, Throwable error) {
        context().reportError(message, error);
    }

    /**
     * Stops and starts the receiver after the restart delay of the configuration. Returns at once.
     *
     * @param message why
     */
    public final void restart(String message) {
        context().restart(message, null, -1);
    }

    /**
     * Stops and starts the receiver after the restart delay of the configuration. Returns at once.
     *
     * @param message why
     * @param error the exception
     */
    public final void restart(String message, Throwable error) {
        context().restart(message, error, -1);
    }

    /**
     * Stops and starts the receiver after a delay. Returns at once.
     *
     * @param message why
     * @param error the exception
     * @param delayMillis the delay in milliseconds
     */
    public final void restart(String message, Throwable error, int delayMillis) {
        context().restart(message, error, delayMillis);
    }

    /**
     * Ends the receiver for good. Returns at once.
     *
     * @param message why
     */
    public final void stop(String message) {
        context().stop(message, null);
    }

    /**
     * Ends the receiver for good. Returns at once.
     *
     * @param message why
     * @param error the exception
     */
    public final void stop(String message, Throwable error) {
        context().stop(message, error);
    }

    /**
     * Tells whether the present attempt has been started.
     *
     * @return whether {@link #onStart()} has returned and {@link #onStop()} not been called
     */
    public final boolean isStarted() {
        ReceiverContext<T> current = context;
        return current != null && current.isStarted();
    }

    /**
     * Tells whether the receiver's threads should end.
     *
     * @return whether the present attempt is being stopped or has been
     */
    public final boolean isStopped() {
        ReceiverContext<T> current = context;
        return current == null || current.isStopped();
    }

    /**
     * Returns the number of the input stream.
     *
     * @return the number, unique in the context
     */
    public final int streamId() {
        return context().streamId();
    }

    /**
     * Returns the context, for what has no method here: counters and last positions.
     *
     * @return the context
     * @throws IllegalStateException if the receiver is not attached to a stream
     */
    public final ReceiverContext<T> context() {
        ReceiverContext<T> current = context;
        if (current == null) {
            throw new IllegalStateException("receiver " + name()
                    + " is not running: store, restart and stop work from onStart on; pass it to receiverStream and start"
                    + " the context");
        }
        return current;
    }

    /**
     * Connects the receiver to its supervisor; called by the supervisor, or by a test of the receiver.
     *
     * @param newContext what the calls of this receiver go to
     */
    public final void attach(ReceiverContext<T> newContext) {
        this.context = newContext;
    }

    /** What a thread of a receiver runs. */
    @FunctionalInterface
    public interface Work {
        /**
         * Receives and stores until there is no more, the receiver {@linkplain Receiver#isStopped() is being stopped}, or the
         * thread is interrupted.
         *
         * @throws Exception if it cannot go on; the receiver is started again after the restart delay
         */
        void run() throws Exception;
    }
}
