// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.SourceProgress;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Duration;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input of the graph while the job runs: {@link #start}, then {@link #plan} once per batch on the planning thread and,
 * on the batch thread, {@link #completed} and {@link #committed} for what was planned; at the end {@link #drain} if what was received is to be
 * processed, and {@link #close}.
 */
interface RunningInput {
    /** Returns the number of the input. */
    int id();

    /** Returns the uid, by which plans name the input. */
    String uid();

    /** Returns the name. */
    String name();

    /** Starts taking in. Throws if that is known to be in vain. */
    void start() throws Exception;

    /** Goes on, after the start, from where an earlier run was. */
    default void restore(SourceProgress progress) throws Exception {}

    /** Returns what must be known later of what was planned so far; asked between two plans. */
    default Optional<Serializable> memory() {
        return Optional.empty();
    }

    /** Is told, before a receiver starts, which plans of an earlier run may be read again. */
    default void restore(List<InputPlan> needed) {}

    /** Returns what an earlier run planned in the terms of this one. */
    default InputPlan adopt(InputPlan plan) {
        return plan;
    }

    /** Is told now and then which plans may still be read; space of what is in none of them can be freed. */
    default void retain(List<InputPlan> needed) throws Exception {}

    /** Tells, after the start, whether what an earlier run planned can still be read. */
    default boolean canRead(InputPlan plan) {
        return plan instanceof InputPlan.Nothing;
    }

    /** Takes what belongs to the next batch. */
    InputPlan plan() throws Exception;

    /** Describes what was planned last, for listeners. */
    default Map<String, Object> metadata(InputPlan plan) {
        return Map.of();
    }

    /** Reports an error that does not stop the input. */
    void reportError(String message, @Nullable Throwable error);

    /** Learns how long the batch of a plan took. */
    void completed(InputPlan plan, BatchTiming timing);

    /** Is told that the batch of a plan will not be run again, whatever happens. */
    void committed(InputPlan plan) throws Exception;

    /** Is told that neither a window nor a restart reads a plan again that was committed; after a restart perhaps once more. */
    default void released(InputPlan plan) throws Exception {}

    /** Takes no more in. Returns at once. */
    void drain();

    /** Tells whether something was taken in that would be lost if it were not planned. */
    default boolean hasBacklog() {
        return false;
    }

    /** Ends the input and frees what it holds; on a thread that may be kept waiting, for about the time given. */
    void close(Duration timeout) throws Exception;

    /** Returns the figures. */
    InputStatus status();

    /** Returns the receiver, if there is one. */
    default Optional<ReceiverInfo> receiver() {
        return Optional.empty();
    }
}
