// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.Log;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Remembers what was planned and what was completed. A plan is durable when {@link #planned} returns; the completion of a
 * batch is durable when the journal says so, because it may ride with the next plan. Safe for use by many threads.
 *
 * <p>Life cycle: {@link #recovered}, {@link #restoreStates} and {@link #begin} once, in this order; then batches; {@link #flush}
 * at an orderly end, {@link #close} at any.
 */
public interface Journal extends AutoCloseable {
    /** How the names of the logs of receivers begin; behind it stands the uid. */
    String RECEIVED = "received/";

    /** Returns the identity of the stream, made when the journal is first used. */
    UUID stream();

    /** Returns the epoch of this process, which grows with each that uses the journal. */
    default long epoch() {
        return 1;
    }

    /** Tells whether the journal outlives the process. */
    default boolean isDurable() {
        return false;
    }

    /** Returns what earlier runs left. */
    default Recovered recovered() {
        return Recovered.NOTHING;
    }

    /**
     * Returns how the program's values are written beside it.
     *
     * @return the codecs
     */
    default Codecs codecs() {
        return Codecs.standard();
    }

    /**
     * Opens another log beside the journal, closed with it.
     *
     * @param name its name
     * @return the log; empty if the journal does not outlive the process
     */
    default Optional<Log> log(String name) throws IOException {
        return Optional.empty();
    }

    /**
     * Lists the logs beside the journal, those of earlier runs too.
     *
     * @param below the beginning of their names, such as {@code received/}
     * @return their names
     */
    default Set<String> logs(String below) throws IOException {
        return Set.of();
    }

    /**
     * Deletes a log beside the journal, to which nothing is appended any more.
     *
     * @param name its name
     */
    default void deleteLog(String name) throws IOException {}

    /**
     * Has an engine load the states as they were after the last batch completed.
     *
     * @param dropped the uids of states that are not wanted any more
     * @param oldest the oldest time that may still be read
     */
    default void restoreStates(Engine engine, List<String> dropped, Time oldest) throws Exception {}

    /**
     * Begins a run of a program that fits what was recovered; durable when it returns.
     *
     * @param engine has the states
     * @param failed is told, on any thread, when the journal cannot be written any more
     */
    default void begin(Program program, Engine engine, Consumer<Throwable> failed) throws Exception {}

    /** Returns the number of the last batch planned; 0 if there was none. */
    long lastNumber();

    /** Writes a plan down, before anything of it runs. */
    void planned(BatchPlan plan) throws Exception;

    /** Writes down that times of a gap are run without input, before anything of them runs. */
    void planned(PassedOver times) throws Exception;

    /** Tells whether the memories of sources should be given next. */
    default boolean wantsMemories() {
        return false;
    }

    /** Takes the memories of those sources that have one, by uid; they hold everything planned up to now, and nothing else. */
    default void memories(Map<String, Serializable> memories) throws Exception {}

    /**
     * Writes down that a batch has completed, with what it changed in the states, which must be published and not be let
     * go of.
     *
     * @param durable run once that cannot be forgotten any more; only then may sources hear of it
     */
    void completed(BatchPlan plan, Runnable durable) throws Exception;

    /** Returns the oldest time whose state the journal is still reading; states must be retained from there. */
    default Time pinned(Time oldest) {
        return oldest;
    }

    /** Writes down that a batch has failed after its last attempt. */
    void failed(BatchId id, Throwable error) throws Exception;

    /** Writes down what failed of a batch that completes all the same; durable with its completion. */
    void skipped(Skip skip) throws Exception;

    /** Writes down that outputs have been given the inputs of a skipped batch, or that they never will be; durable when it returns. */
    void settled(BatchId skipped, Set<String> outputs) throws IOException;

    /** Lists what has been skipped and not settled, oldest first. */
    List<Skip> skips();

    /** Lists the plans that have not been pruned, oldest first. */
    List<BatchPlan> plans();

    /** Returns how many plans have not been pruned. */
    int size();

    /** Returns the oldest time that something may still read: the only licence to throw anything away. */
    Time horizon();

    /** Returns the lowest batch that has not been pruned; those before it are never run or read again. */
    BatchId lowest();

    /**
     * Moves the horizon forward.
     *
     * @return the plans of completed batches that lie before it and have been thrown away
     */
    List<BatchPlan> prune(Time horizon);

    /**
     * Waits until what was completed is durable, and has been said to be.
     *
     * @param millis the longest wait, in real time
     * @return whether it is
     */
    default boolean flush(long millis) throws InterruptedException {
        return true;
    }

    @Override
    void close();
}
