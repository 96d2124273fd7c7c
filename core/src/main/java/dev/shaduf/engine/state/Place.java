// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import org.jspecify.annotations.Nullable;

/** Where the partitions of a table space keep what they hold. */
interface Place {
    /** Makes a place for the keys of a partition. */
    Keys keys(String partition);

    /** Makes a place for the partial results of a partition. */
    Partials partials();

    /** Returns what encodes what updates read; {@code null} for rollback by reference. */
    @Nullable
    Codecs guarding();

    /** Frees everything; can be used again. */
    void clear();
}
