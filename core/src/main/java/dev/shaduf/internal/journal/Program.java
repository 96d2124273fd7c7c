// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;

/**
 * A program that has run the stream, as the journal knows it.
 *
 * @param epoch the epoch under which it ran
 * @param zero the zero time of the stream
 * @param interval the batch interval
 * @param dropped the states that were dropped when it started, by uid
 * @param shape what a restart has to find again
 */
public record Program(long epoch, Time zero, Duration interval, List<String> dropped, GraphShape shape)
        implements JournalRecord {}
