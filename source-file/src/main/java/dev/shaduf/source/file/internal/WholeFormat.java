// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.RecordOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * One record per file: its path and its text.
 *
 * @param maxBytes the largest file, uncompressed
 * @param charset the name of the encoding
 */
record WholeFormat(int maxBytes, String charset) implements RecordFormat<Tuple2<String, String>> {
    private static final int SHOWN = 200;

    @Override
    public String id() {
        return "whole";
    }

    @Override
    public PieceReader<Tuple2<String, String>> open(PieceInput input) throws IOException {
        return new Reading(input, Buffered.text(input.bytes(0)));
    }

    private final class Reading implements PieceReader<Tuple2<String, String>> {
        private final PieceInput input;
        private final InputStream bytes;
        private boolean done;

        Reading(PieceInput input, InputStream bytes) {
            this.input = input;
            this.bytes = bytes;
        }

        @Override
        public int read(RecordOutput<Tuple2<String, String>> output, int max) throws Exception {
            if (done || max == 0) {
                return 0;
            }
            done = true;
            byte[] content = bytes.readNBytes(maxBytes);
            Charset encoding = Charset.forName(charset);
            if (bytes.read() >= 0) {
                output.reject(
                        new String(content, 0, Math.min(SHOWN, content.length), encoding) + "…",
                        input.place("offset", 0),
                        new IOException("file '" + input.name() + "' is longer than " + maxBytes
                                + " bytes, too long for one record; raise 'max.line.bytes' or read it line by line"));
            } else {
                output.add(new Tuple2<>(input.name(), new String(content, encoding)));
            }
            return 1;
        }
    }
}
