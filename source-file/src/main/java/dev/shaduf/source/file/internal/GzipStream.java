// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Members of gzip one behind the other. What stands behind the last one is an error, unless it is padding of zeros. */
final class GzipStream extends GZIPInputStream {
    private static final int BUFFER = 64 << 10;
    private static final int TRAILER = 8;

    private boolean ended;

    GzipStream(InputStream in) throws IOException {
        super(in, BUFFER);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                ended = true;
                checkEnd();
            }
            return count;
        } catch (EOFException e) {
            throw new EOFException("its gzip data is cut short (" + e.getMessage() + ")");
        } catch (ZipException e) {
            throw new IOException("its gzip data is damaged (" + e.getMessage() + ")", e);
        }
    }

    private void checkEnd() throws IOException {
        int rest = Math.max(0, inf.getRemaining() - TRAILER);
        for (int i = len - rest; i < len; i++) {
            requirePadding(buf[i]);
        }
        byte[] more = new byte[BUFFER];
        for (int count = in.read(more); count > 0; count = in.read(more)) {
            for (int i = 0; i < count; i++) {
                requirePadding(more[i]);
            }
        }
    }

    private static void requirePadding(byte b) throws IOException {
        if (b != 0) {
            throw new IOException("its gzip data is damaged (something else follows it)");
        }
    }
}
