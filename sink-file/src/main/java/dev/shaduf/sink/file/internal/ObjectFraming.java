// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32C;

/**
 * The layout of files of serialized records, all numbers big-endian: the header of 8 bytes; frames of length (4 bytes,
 * greater than 0), number of records (4), CRC-32C of the payload (4), payload; the end, which is length 0 (4) and the
 * number of records of all frames (8). A payload is one Java serialization stream with that many objects.
 */
public final class ObjectFraming {
    /** {@code shadufo} and the version. */
    private static final byte[] HEADER = "shadufo\1".getBytes(US_ASCII);

    private ObjectFraming() {}

    /** The first bytes of a file. */
    public static byte[] header() {
        return HEADER.clone();
    }

    /** The check of a payload. */
    public static int check(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
