// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/** How values of one class are written. */
interface Form {
    /**
     * Writes what follows a value's tag.
     *
     * @param value the value
     * @param out the chunk
     */
    void write(Object value, Encoder out);

    /** Returns the tag of a class that needs no naming, 0 for one that a chunk has to name. */
    default int tag() {
        return 0;
    }

    /**
     * Names the class in a chunk.
     *
     * @param out the chunk
     * @return how its values are written into that chunk
     */
    default Form name(Encoder out) {
        return this;
    }
}
