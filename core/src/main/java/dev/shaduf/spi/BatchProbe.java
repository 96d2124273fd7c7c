// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.BatchId;

/**
 * Is told of the steps of each batch as they are reached, on the thread that reaches them, which waits. For tests that stop
 * a process, or hold it, at an exact place; {@code testkit} has one that crashes.
 */
@FunctionalInterface
public interface BatchProbe {
    /** Does nothing. */
    BatchProbe NONE = (step, batch) -> {};

    /**
     * Is told of a step.
     *
     * @param step the step
     * @param batch the batch
     */
    void at(BatchStep step, BatchId batch);
}
