// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.LineReader;
import dev.shaduf.spi.Receiver;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Stores lines as bytes, as many at a time as have been read and the rate limit allows. Used by one thread. */
final class LineStore {
    /** More at a time would make limits coarse and parts of blocks large. */
    private static final int MOST_LINES = 1_024;

    private final Receiver<String> receiver;
    private final Text text;

    LineStore(Receiver<String> receiver, Charset charset) {
        this.receiver = receiver;
        this.text = new Text(charset, receiver.context()::count);
    }

    /** Stores the present line and those behind it that have been read already. */
    void store(LineReader lines) {
        if (lines.ended() && !lines.tooLong()) {
            int permits = Math.min(MOST_LINES, receiver.context().awaitPermits());
            int start = lines.offset();
            int records = 1 + lines.extend(permits - 1);
            store(Arrays.copyOfRange(lines.buffer(), start, lines.end()), records);
        } else {
            storeAlone(lines);
        }
    }

    /** Gives a line an end that it has not, or has no longer. */
    private void storeAlone(LineReader lines) {
        int length = lines.length();
        byte[] line = Arrays.copyOfRange(lines.buffer(), lines.offset(), lines.offset() + length + 2);
        line[length] = '\r'; // else one that the cut laid bare would count as part of the end
        line[length + 1] = '\n';
        store(line, 1);
        if (lines.tooLong()) {
            receiver.context().count(LineFraming.CUT, 1);
        }
    }

    private void store(byte[] bytes, int records) {
        text.check(bytes);
        receiver.store(ByteBuffer.wrap(bytes), records);
    }
}
