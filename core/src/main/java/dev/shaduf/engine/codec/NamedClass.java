// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import org.jspecify.annotations.Nullable;

/** A class that a chunk names: how its values are read. The class itself is looked for when the first of them is. */
interface NamedClass {
    /** Reads a value as an object of its class. */
    @Nullable
    Object read(Decoder in);

    /** Reads a value without its class. */
    Object readPlain(Decoder in);
}
