// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.LineReader;
import dev.shaduf.spi.RecordOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * Records that are a line each.
 *
 * @param id the name of the format
 * @param maxBytes the longest line
 * @param cut whether longer ones are cut; otherwise they are rejected
 * @param charset the name of the encoding, one in which a line feed is the byte 10 and no other character holds that
 * @param maker makes records of lines
 * @param <T> the type of the records
 */
record LineFormat<T>(String id, int maxBytes, boolean cut, String charset, LineFormat.Maker<T> maker)
        implements RecordFormat<T> {
    private static final int SHOWN = 200;

    /** Makes a record of the bytes of a line. */
    interface Maker<T> extends Serializable {
        /** Begins a piece. Used by one thread. */
        Parser<T> parser(Charset charset);
    }

    /** Makes records of lines. */
    interface Parser<T> {
        /** Hands over what the line holds, if it is not blank. */
        void parse(byte[] bytes, int offset, int length, Rejecting<T> output) throws Exception;
    }

    /** Takes records, and lines that are none. */
    interface Rejecting<T> extends RecordOutput<T> {
        /** Takes a line that is no record. */
        void malformed(IOException error) throws Exception;
    }

    /** Lines as text. */
    static LineFormat<String> text(int maxBytes, boolean cut, String charset) {
        return new LineFormat<>("text", maxBytes, cut, charset, LineFormat::text);
    }

    private static Parser<String> text(Charset charset) {
        return (bytes, offset, length, output) -> output.add(new String(bytes, offset, length, charset));
    }

    @Override
    public boolean splittable() {
        return true;
    }

    @Override
    public PieceReader<T> open(PieceInput input) throws IOException {
        // From one byte before, so that a line that begins exactly here is found to begin here.
        long begin = input.from() == 0 ? 0 : input.from() - 1;
        InputStream bytes = input.bytes(begin);
        long until = input.compressed() ? Long.MAX_VALUE : input.until();
        Charset encoding = charset.isEmpty() ? UTF_8 : Charset.forName(charset);
        LineReader lines = LineReader.ofPiece(bytes, begin, input.from() == 0, until, maxBytes);
        return new Reading(lines, input, encoding);
    }

    private final class Reading implements PieceReader<T>, Rejecting<T> {
        private final LineReader lines;
        private final PieceInput input;
        private final Charset encoding;
        private final Parser<T> parser;
        private RecordOutput<T> output = record -> {};

        Reading(LineReader lines, PieceInput input, Charset encoding) {
            this.lines = lines;
            this.input = input;
            this.encoding = encoding;
            this.parser = maker.parser(encoding);
        }

        @Override
        public int read(RecordOutput<T> into, int max) throws Exception {
            output = into;
            int count = 0;
            while (count < max && lines.next()) {
                count++;
                if (lines.tooLong() && !cut) {
                    malformed(new IOException("a line is longer than " + maxBytes
                            + " bytes; raise 'max.line.bytes', or set 'long.lines' to cut"));
                } else {
                    parser.parse(lines.buffer(), lines.offset(), lines.length(), this);
                }
            }
            return count;
        }

        @Override
        public void add(T record) throws Exception {
            output.add(record);
        }

        @Override
        public void malformed(IOException error) throws Exception {
            int shown = Math.min(SHOWN, lines.length());
            String text = new String(lines.buffer(), lines.offset(), shown, encoding);
            output.reject(
                    shown < lines.length() ? text + "…" : text,
                    input.place("offset", lines.place()),
                    new IOException(
                            "file '" + input.name() + "' at byte " + lines.place() + ": " + error.getMessage(), error));
        }
    }
}
