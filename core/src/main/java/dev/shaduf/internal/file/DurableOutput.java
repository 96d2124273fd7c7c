// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Writes a file; closing it returns when its content, and its name, are on disk. */
final class DurableOutput extends FilterOutputStream {
    private static final int BUFFER = 64 << 10;

    /** Makes the name durable. */
    interface NameForcing {
        void force() throws IOException;
    }

    private final FileChannel channel;
    private final NameForcing name;
    private boolean closed;

    DurableOutput(FileChannel channel, NameForcing name) {
        super(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        this.channel = channel;
        this.name = name;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            out.flush();
            channel.force(true);
        }
        name.force();
    }
}
