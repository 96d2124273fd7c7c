// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The records of a block on disk; holds one part of it in memory at a time. */
final class FileInput implements Input {
    private final BlockId id;
    private final BlockFile file;
    private final KeptBlock.Decoder decoder;
    private final FileChannel channel;
    private final Input records;

    FileInput(BlockId id, BlockFile file, KeptBlock.Decoder decoder) throws IOException {
        this.id = id;
        this.file = file;
        this.decoder = decoder;
        this.channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        this.records = Input.concat(file.parts().stream().map(this::opener).toList());
    }

    /** Reads all parts of a file. */
    static List<ByteBuffer> contents(BlockId id, BlockFile file) throws IOException {
        List<ByteBuffer> contents = new ArrayList<>(file.parts().size());
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            for (int length : file.parts()) {
                contents.add(read(id, file, channel, length));
            }
        }
        return contents;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        return records.advance(into, max);
    }

    @Override
    public void close() throws Exception {
        try (channel) {
            records.close();
        }
    }

    private Opener opener(int length) {
        return () -> decoder.open(id, read(id, file, channel, length));
    }

    private static ByteBuffer read(BlockId id, BlockFile file, FileChannel channel, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(length);
        while (part.hasRemaining()) {
            if (channel.read(part) < 0) {
                throw new EOFException("block " + id + " cannot be read: file " + file.path() + " is too short");
            }
        }
        return part.flip();
    }
}
