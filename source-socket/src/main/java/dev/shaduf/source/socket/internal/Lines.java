// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines in stored bytes, each of which has its end. Used by one thread. */
final class Lines implements Iterator<String> {
    private final byte[] bytes;
    private final Charset charset;
    private int at;

    Lines(ByteBuffer stored, Charset charset) {
        this.bytes = new byte[stored.remaining()];
        this.charset = charset;
        stored.get(bytes);
    }

    @Override
    public boolean hasNext() {
        return at < bytes.length;
    }

    @Override
    public String next() {
        int start = at;
        int newline = Newlines.find(bytes, start, bytes.length);
        if (newline < 0) {
            throw new NoSuchElementException("no line is left in the " + bytes.length + " bytes of a block");
        }
        at = newline + 1;
        int end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        return new String(bytes, start, end - start, charset);
    }
}
