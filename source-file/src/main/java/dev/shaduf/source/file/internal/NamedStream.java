// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Names the file in what goes wrong with its bytes. */
final class NamedStream extends FilterInputStream {
    private final Function<Exception, IOException> named;

    NamedStream(InputStream in, Function<Exception, IOException> named) {
        super(in);
        this.named = named;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw named.apply(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw named.apply(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException e) {
            throw named.apply(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
