// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.LineReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines in stored bytes, each of which has its end. Used by one thread. */
final class Lines implements Iterator<String> {
    private final byte[] bytes;
    private final int limit;
    private final Charset charset;
    private int at;

    Lines(ByteBuffer stored, Charset charset) {
        this.charset = charset;
        if (stored.hasArray()) {
            this.bytes = stored.array();
            this.at = stored.arrayOffset() + stored.position();
        } else {
            this.bytes = new byte[stored.remaining()];
            stored.get(stored.position(), bytes);
        }
        this.limit = at + stored.remaining();
    }

    @Override
    public boolean hasNext() {
        return at < limit;
    }

    @Override
    public String next() {
        int start = at;
        int newline = LineReader.newline(bytes, start, limit);
        if (newline < 0) {
            throw new NoSuchElementException("no line is left in the bytes of a block");
        }
        at = newline + 1;
        int end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        return new String(bytes, start, end - start, charset);
    }
}
