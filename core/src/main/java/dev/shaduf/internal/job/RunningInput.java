// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Duration;
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

    /** Returns the name. */
    String name();

    /** Starts taking in. Throws if that is known to be in vain. */
    void start() throws Exception;

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
