// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.codec.RecordObjectsIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Reads what a {@link RecordWriter} wrote. */
final class RecordReader implements Input {
    private final ObjectInputStream in;
    private long left;

    RecordReader(InputStream bytes, long count) throws IOException {
        this.left = count;
        try {
            this.in = new RecordObjectsIn(bytes);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** Reads objects whose classes the running program knows. */
    static ObjectInputStream objects(InputStream bytes) throws IOException {
        return new RecordObjectsIn(bytes);
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        for (int i = 0; i < max && left > 0; i++, left--) {
            into.push(in.readObject());
        }
        return left > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
