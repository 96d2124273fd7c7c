// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.Closeable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Serializes records. */
final class RecordWriter extends Stage implements Closeable {
    /** The stream remembers, and so holds, each object for references to it; so many records or bytes later it forgets. */
    private static final int RECORDS_BETWEEN_RESETS = 1_024;

    private static final int BYTES_BETWEEN_RESETS = 1 << 20;

    private final CountedOutput bytes;
    private final ObjectOutputStream out;
    private final Persisted persisted;
    private long count;
    private long bytesAtReset;

    RecordWriter(OutputStream bytes, Persisted persisted) throws IOException {
        this.bytes = new CountedOutput(bytes);
        this.out = new RecordObjectsOut(this.bytes);
        this.persisted = persisted;
    }

    @Override
    public void push(Object record) throws IOException {
        try {
            out.writeObject(record);
            if (++count % RECORDS_BETWEEN_RESETS == 0 || bytes.count() - bytesAtReset > BYTES_BETWEEN_RESETS) {
                out.reset();
                bytesAtReset = bytes.count();
            }
        } catch (NotSerializableException e) {
            throw OperatorException.by(
                    persisted.origin(),
                    new IllegalStateException(
                            "records persisted by " + persisted.origin() + " cannot be written: class " + e.getMessage()
                                    + " is not serializable; have it implement java.io.Serializable, or persist at"
                                    + " MEMORY_ONLY, which keeps objects",
                            e));
        } catch (IOException e) {
            throw new IOException(
                    "records persisted by " + persisted.origin() + " cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw OperatorException.by(persisted.origin(), e);
        }
    }

    @Override
    public boolean satisfied() {
        return false;
    }

    @Override
    public void finish() {}

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
