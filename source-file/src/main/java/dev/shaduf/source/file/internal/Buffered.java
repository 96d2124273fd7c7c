// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/** The bytes of a file, read in large pieces. */
final class Buffered extends BufferedInputStream {
    private static final int BUFFER = 128 << 10;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    Buffered(InputStream in) {
        super(in, BUFFER);
    }

    /** The bytes of a text, without the mark of UTF-8 at its beginning. */
    static InputStream text(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(new Buffered(in), BOM.length);
        byte[] first = bytes.readNBytes(BOM.length);
        if (!Arrays.equals(first, BOM)) {
            bytes.unread(first);
        }
        return bytes;
    }
}
