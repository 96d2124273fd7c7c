// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The form in which a partition is kept. */
sealed interface Kept {
    /** Reads the records; may be called any number of times. */
    Input read() throws IOException;

    /** Returns the bytes of memory taken. */
    long memory();

    /** Frees what is not memory. */
    default void free() {}

    /** Records as objects. */
    record Objects(Object[] records, long memory) implements Kept {
        @Override
        public Input read() {
            return Input.of(records);
        }
    }

    /** Records as bytes. */
    record Bytes(byte[] data, long count) implements Kept {
        @Override
        public Input read() throws IOException {
            return new RecordReader(new ByteArrayInputStream(data), count);
        }

        @Override
        public long memory() {
            return data.length;
        }
    }

    /** Records in a file. */
    record InFile(Path path, long count) implements Kept {
        private static final int BUFFER = 1 << 16;

        @Override
        public Input read() throws IOException {
            return new RecordReader(new BufferedInputStream(Files.newInputStream(path), BUFFER), count);
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public void free() {
            SpillDirectory.delete(path);
        }
    }
}
