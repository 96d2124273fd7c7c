// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Serialized records in frames, so that neither writer nor reader holds more than a frame. */
public final class ObjectRecords implements RecordEncoder {
    private static final int RECORDS_PER_FRAME = 512;
    private static final int BYTES_PER_FRAME = 64 << 10;

    private final DataOutputStream out;
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private @Nullable ObjectOutputStream objects;
    private int inFrame;
    private long total;

    public ObjectRecords(OutputStream out) throws IOException {
        this.out = new DataOutputStream(out);
        this.out.write(ObjectFraming.header());
    }

    @Override
    public void add(Object record) throws IOException {
        ObjectOutputStream stream = objects;
        if (stream == null) {
            stream = new RecordObjectsOut(payload);
            objects = stream;
        }
        try {
            stream.writeObject(record);
        } catch (NotSerializableException e) {
            throw new IOException(
                    "a record of " + record.getClass().getName() + " cannot be serialized, because " + e.getMessage()
                            + " is not Serializable; make it so, or save as text",
                    e);
        }
        inFrame++;
        if (inFrame == RECORDS_PER_FRAME || payload.size() >= BYTES_PER_FRAME) {
            endFrame(stream);
        }
    }

    @Override
    public void end() throws IOException {
        if (objects != null) {
            endFrame(objects);
        }
        out.writeInt(0);
        out.writeLong(total);
        out.flush();
    }

    private void endFrame(ObjectOutputStream stream) throws IOException {
        stream.flush();
        byte[] bytes = payload.toByteArray();
        out.writeInt(bytes.length);
        out.writeInt(inFrame);
        out.writeInt(ObjectFraming.check(bytes));
        out.write(bytes);
        total += inFrame;
        inFrame = 0;
        objects = null;
        payload.reset();
    }
}
