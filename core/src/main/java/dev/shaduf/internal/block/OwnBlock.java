// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call stores as a block of its own.
 *
 * @param parts the records, as the log is given them
 * @param kept the same, as they are kept
 * @param records how many records; -1 where only decoding would tell
 * @param bytes their size, as estimated
 * @param token given out when the block is completed; {@code null} for none
 */
record OwnBlock(
        List<? extends Part> parts,
        KeptBlock kept,
        long records,
        long bytes,
        @Nullable Object token) {}
