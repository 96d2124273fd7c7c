// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;

/**
 * A batch that completed without some of its outputs or state updates, under the failure policy {@code skip}.
 *
 * @param id the identity of the batch
 * @param time its time
 * @param inputs what its inputs held, in words
 * @param outputs the outputs that failed
 * @param states the states whose update failed: they are as if the batch had been empty for them
 */
public record SkippedBatch(BatchId id, Time time, List<String> inputs, List<Output> outputs, List<State> states)
        implements Serializable {
    /** Keeps the lists as they are now. */
    public SkippedBatch {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        states = List.copyOf(states);
    }

    /**
     * An output that failed.
     *
     * @param uid its uid
     * @param name its name
     * @param refusal why it cannot be given the inputs of the batch again: which state or window it is behind, that has gone
     *     on; empty if it can
     * @param error why it failed
     */
    public record Output(String uid, String name, String refusal, String error) implements Serializable {
        /**
         * Tells whether it can be given the inputs of the batch again.
         *
         * @return whether {@code replaySkipped} does so
         */
        public boolean replayable() {
            return refusal.isEmpty();
        }
    }

    /**
     * A state whose update failed.
     *
     * @param uid its uid
     * @param error why it failed
     */
    public record State(String uid, String error) implements Serializable {}
}
