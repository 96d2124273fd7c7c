// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.spi.SourceRange;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a source has been planned.
 *
 * @param uid the uid of the input
 * @param memory what its planner wanted to be remembered; {@code null} if it has no memory. For a receiver the number of
 *     the last block planned
 * @param since the ranges planned after that, oldest first; without a memory the last range alone, or none
 */
public record SourceProgress(String uid, @Nullable Serializable memory, List<SourceRange> since) {}
