// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

/**
 * What a receiver's log says of one part of a block.
 *
 * @param form what it is
 * @param place the address of what was written before; the length of what stands in the block's record
 */
record LoggedPart(Form form, long place) {
    /** What a part is. The order is written. */
    enum Form {
        /** Bytes that the receiver decodes, written before as a record of their own. */
        WRITTEN,
        /** Records as the codecs of the program's states write them. */
        OBJECTS,
        /** Bytes that the receiver decodes. */
        BYTES
    }

    boolean isWritten() {
        return form == Form.WRITTEN;
    }

    /** Returns how many bytes of it stand in the block's record. */
    int length() {
        return isWritten() ? 0 : Math.toIntExact(place);
    }
}
