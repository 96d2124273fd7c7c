// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of a partition, piece by piece. Whoever reads the value of one version from each entry sees that
 * version whole, whatever is changed meanwhile.
 */
@FunctionalInterface
interface Walk {
    /** Returns the next entries, among gaps, to be read with {@link Table#read}; {@code null} at the end. */
    @Nullable
    Entry @Nullable [] next();
}
