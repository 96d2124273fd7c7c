// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link SourcePlanner} may ask of the context. */
public interface SourceContext {
    /**
     * Returns the uid of the input stream, the same in every run of the program.
     *
     * @return the uid
     */
    String uid();

    /**
     * Returns the clock.
     *
     * @return the clock of the context
     */
    Clock clock();

    /**
     * Returns the length of a batch, for limits that are given per second.
     *
     * @return the batch interval
     */
    Duration interval();

    /**
     * Reports an error that does not stop the source.
     *
     * @param message what went wrong
     * @param error the exception, if there was one
     */
    void reportError(String message, @Nullable Throwable error);

    /**
     * Counts something that went wrong with single records; shown in the statistics of the stream.
     *
     * @param counter what is counted, in lower case with hyphens
     * @param delta how many
     */
    void count(String counter, long delta);

    /**
     * Names a thread that the planner is about to start, in the house's form.
     *
     * @param role what the thread does
     * @return the name
     */
    String threadName(String role);
}
