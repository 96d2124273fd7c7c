// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The beginning of a segment. It says where the segment before it ends: what a replaced process, or a failed write, may
 * have put there after that end is not part of the log.
 *
 * @param stream the stream's id
 * @param epoch the writer's epoch
 * @param base the address of the first record
 * @param previous the segment before; its end is 0 if there is none
 * @param version the version of the format
 */
record SegmentHeader(UUID stream, long epoch, long base, Link previous, int version) {
    static final int BYTES = 80;
    static final int VERSION = 1;
    private static final long MAGIC = 0x5348_4144_5546_4C47L; // SHADUFLG
    private static final int CHECKED = BYTES - Integer.BYTES;

    /**
     * A segment that comes before another.
     *
     * @param epoch its epoch
     * @param base its base
     * @param end the first address after it
     */
    record Link(long epoch, long base, long end) {
        static final Link NONE = new Link(0, 0, 0);

        boolean isNone() {
            return epoch == 0;
        }
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(MAGIC)
                .putInt(version)
                .putInt(0)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .putLong(epoch)
                .putLong(base)
                .putLong(previous.epoch())
                .putLong(previous.base())
                .putLong(previous.end());
        return bytes.putInt(CHECKED, checksum(bytes)).rewind();
    }

    /**
     * Reads a header.
     *
     * @return empty if there is no whole one
     * @throws LogFormatException if a newer version wrote it
     */
    static Optional<SegmentHeader> decode(SegmentName name, ByteBuffer bytes) throws LogFormatException {
        if (bytes.remaining() < BYTES || bytes.getLong(0) != MAGIC || bytes.getInt(CHECKED) != checksum(bytes)) {
            return Optional.empty();
        }
        int version = bytes.getInt(8);
        if (version > VERSION) {
            throw new LogFormatException("cannot read " + name + ": it has format version " + version
                    + ", this version of Shaduf reads up to " + VERSION
                    + "; use the version that wrote it, or a newer one");
        }
        return Optional.of(new SegmentHeader(
                new UUID(bytes.getLong(16), bytes.getLong(24)),
                bytes.getLong(32),
                bytes.getLong(40),
                new Link(bytes.getLong(48), bytes.getLong(56), bytes.getLong(64)),
                version));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKED));
        return (int) crc.getValue();
    }
}
