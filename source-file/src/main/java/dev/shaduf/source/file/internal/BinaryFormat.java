// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.RecordOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/**
 * Records of one length.
 *
 * @param recordLength their length in bytes
 */
record BinaryFormat(int recordLength) implements RecordFormat<byte[]> {
    private static final int SHOWN = 32;

    @Override
    public String id() {
        return "binary";
    }

    @Override
    public boolean splittable() {
        return true;
    }

    @Override
    public long alignment() {
        return recordLength;
    }

    @Override
    public PieceReader<byte[]> open(PieceInput input) throws IOException {
        long until = input.compressed() ? Long.MAX_VALUE : input.until();
        return new Reading(input, new Buffered(input.bytes(input.from())), input.from(), until);
    }

    private final class Reading implements PieceReader<byte[]> {
        private final PieceInput input;
        private final InputStream bytes;
        private final long until;
        private long place;

        Reading(PieceInput input, InputStream bytes, long place, long until) {
            this.input = input;
            this.bytes = bytes;
            this.place = place;
            this.until = until;
        }

        @Override
        public int read(RecordOutput<byte[]> output, int max) throws Exception {
            for (int count = 0; count < max; count++) {
                byte[] bytesOfRecord = place < until ? bytes.readNBytes(recordLength) : new byte[0];
                if (bytesOfRecord.length == 0) {
                    return count;
                }
                if (bytesOfRecord.length < recordLength) {
                    reject(output, bytesOfRecord);
                } else {
                    output.add(bytesOfRecord);
                }
                place += bytesOfRecord.length;
            }
            return max;
        }

        private void reject(RecordOutput<byte[]> output, byte[] rest) throws Exception {
            int shown = Math.min(SHOWN, rest.length);
            output.reject(
                    HexFormat.of().formatHex(rest, 0, shown) + (shown < rest.length ? "…" : ""),
                    input.place("offset", place),
                    new IOException("file '" + input.name() + "' ends with " + rest.length
                            + " bytes that are no record of " + recordLength
                            + " bytes: its length is no multiple of that"));
        }
    }
}
