// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Executes plans. Owns tasks, shuffles, what is kept of persisted nodes, and the placement of state. Safe for use by many
 * threads; owners of scopes share it fairly.
 */
public interface Engine extends AutoCloseable {
    /**
     * Returns the number of partitions used where none is given.
     *
     * @return how many, at least 1
     */
    int defaultParallelism();

    /**
     * Runs a job and waits for it. Each task is tried as often as the master URL allows; when one has failed for good,
     * the others are cancelled.
     *
     * @param job the job
     * @param <R> the type of the result of a partition
     * @return the results, in the order of the partitions asked for
     * @throws OperatorException with what a user's function threw
     * @throws InterruptedException if the calling thread is interrupted; all tasks have ended then
     * @throws Exception if the job failed for another reason
     */
    <R> List<R> run(Job<R> job) throws Exception;

    /**
     * Makes the version of a state that a node describes, for all partitions, unless that has been done.
     *
     * @param node the update
     * @param scope what the work belongs to
     * @param states the table space of a stream, so that two streams may use the same uid
     * @throws Exception as {@link #run}
     */
    void update(StateUpdateNode node, JobScope scope, UUID states) throws Exception;

    /**
     * Makes the versions of a batch final.
     *
     * @param states the table space
     * @param time the time of the batch
     */
    void publish(UUID states, Time time);

    /**
     * Undoes the versions of a batch that are not final, before it is tried again.
     *
     * @param states the table space
     * @param time the time of the batch
     */
    void rollback(UUID states, Time time);

    /**
     * Declares that versions before a time are read no more.
     *
     * @param states the table space
     * @param oldest the oldest time that may still be read
     */
    void retain(UUID states, Time oldest);

    /**
     * Says how the state of a stream is encoded, before its first update and before it is {@linkplain #load loaded}. Without
     * this {@link StateOptions#DEFAULT} holds.
     *
     * @param states the table space
     * @param options how
     * @throws IllegalStateException if the stream has state already
     * @throws IllegalArgumentException if the options contradict themselves
     */
    void open(UUID states, StateOptions options);

    /**
     * Encodes what batches changed, so that it can be {@linkplain StateLoading#changes loaded} again: per state and partition a
     * few chunks of about 1 MB, each of which says what it is. To be called after {@link #publish} and before {@link #retain}
     * is told a time after {@code after}.
     *
     * @param states the table space
     * @param after the time of the last batch whose changes were taken; nothing older is looked at
     * @param upTo the time of the last batch to take
     * @param into takes the chunks, in the order in which they have to be loaded, on the calling thread
     * @throws Exception what the taker throws, or a {@code CodecException} that names state and key if a value cannot be
     *     encoded
     */
    void changes(UUID states, Time after, Time upTo, StateChunks into) throws Exception;

    /**
     * Writes all states whole, as they were after a batch, each partition into a segment of its own, and makes the
     * segments durable. Batches go on meanwhile; the version must be {@linkplain #retain retained} until this returns.
     *
     * @param states the table space
     * @param time the time of the batch, which must be published
     * @param store where the segments are created
     * @param names names them
     * @return what was written; of what failed nothing may be used
     * @throws Exception if a segment cannot be written, a value cannot be encoded, or the thread is interrupted
     */
    List<StateSegment> snapshot(UUID states, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception;

    /**
     * Begins to load states that were written, into a table space that has none.
     *
     * @param states the table space
     * @param store where the segments are
     * @param oldest the oldest time that may still be read; what is older is merged away while loading
     * @return takes what is to be loaded
     * @throws IllegalStateException if the stream has state already
     */
    StateLoading load(UUID states, CheckpointStore store, Time oldest);

    /**
     * Describes the state of each operator.
     *
     * @param states the table space
     * @return one record per uid
     */
    List<StateInfo> states(UUID states);

    /**
     * Drops a table space.
     *
     * @param states the table space
     */
    void drop(UUID states);

    /**
     * Forgets what was kept of a persisted node.
     *
     * @param cachedId the id of the {@link CachedNode}
     */
    void forget(long cachedId);

    /**
     * Ends a scope and frees its shuffles.
     *
     * @param scope the scope
     */
    void end(JobScope scope);

    /**
     * Cancels the jobs of a scope that are running: their tasks are interrupted.
     *
     * @param scope the scope
     */
    void cancel(JobScope scope);

    /**
     * Tells whether tasks run in other JVMs than this one.
     *
     * @return false unless overridden
     */
    default boolean isDistributed() {
        return false;
    }

    /**
     * Says why something that a program gave cannot go to where tasks run; asked at the start of a stream for each function,
     * source and sink that tasks use.
     *
     * @param carried what tasks use
     * @return what is wrong with it and what to do; empty if it can go, as everything can that stays in this JVM
     */
    default Optional<String> fault(Object carried) {
        return Optional.empty();
    }

    /**
     * Makes a broadcast variable.
     *
     * @param value the value
     * @param <T> its type
     * @return the handle
     */
    <T> Broadcast<T> broadcast(T value);

    /**
     * Makes a counter.
     *
     * @param name its name
     * @return the counter
     */
    LongAccumulator longAccumulator(String name);

    /**
     * Makes a sum.
     *
     * @param name its name
     * @return the sum
     */
    DoubleAccumulator doubleAccumulator(String name);

    /**
     * Makes a list.
     *
     * @param name its name
     * @param <T> the type of the elements
     * @return the list
     */
    <T> CollectionAccumulator<T> collectionAccumulator(String name);

    /**
     * Makes a list of what tasks note beside their records, such as those that they set aside. An element may come more than once;
     * none may be missing whose records are used, also where a task fails after the engine has kept them.
     *
     * @param name its name
     * @param <T> the type of the elements
     * @return the list
     */
    default <T> CollectionAccumulator<T> notes(String name) {
        return collectionAccumulator(name);
    }

    /** Cancels everything and frees all threads, memory and files. Idempotent. */
    @Override
    void close();
}
