// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.codec.RecordObjectsIn;
import dev.shaduf.engine.codec.RecordObjectsOut;
import dev.shaduf.engine.codec.SizeEstimate;
import dev.shaduf.spi.FileStore;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of a partition as frames of serialized records, each with its length and checksum; the result is the name of
 * the file.
 */
final class CheckpointPart extends Collector<URI> {
    /** Takes the place of a length. */
    static final int END = -1;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPart.class);
    private static final int FRAME_RECORDS = 1_024;
    private static final long FRAME_BYTES = 4L << 20;

    private final URI file;
    private final Origin origin;
    private final DataOutputStream out;
    private final List<Object> frame = new ArrayList<>();
    private SizeEstimate size = new SizeEstimate();

    CheckpointPart(URI file, Origin origin) throws IOException {
        this.file = file;
        this.origin = origin;
        this.out =
                new DataOutputStream(new BufferedOutputStream(FileStore.of(file).create(file)));
    }

    @Override
    public void push(Object record) throws IOException {
        frame.add(record);
        size.add(record);
        if (frame.size() == FRAME_RECORDS || size.bytes() >= FRAME_BYTES) {
            writeFrame();
        }
    }

    private void writeFrame() throws IOException {
        byte[] bytes = serialized();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        out.writeInt(bytes.length);
        out.writeInt((int) checksum.getValue());
        out.write(bytes);
        frame.clear();
        size = new SizeEstimate();
    }

    private byte[] serialized() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new RecordObjectsOut(bytes)) {
            objects.writeObject(frame.toArray());
        } catch (IOException | RuntimeException e) {
            throw OperatorException.of(origin, e);
        }
        return bytes.toByteArray();
    }

    static Object[] records(byte[] frame) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new RecordObjectsIn(new ByteArrayInputStream(frame))) {
            return (Object[]) objects.readObject();
        }
    }

    @Override
    public URI result() throws IOException {
        if (!frame.isEmpty()) {
            writeFrame();
        }
        out.writeInt(END);
        out.close();
        return file;
    }

    @Override
    public void abort() {
        try (DataOutputStream closed = out) {
            LOG.debug("{} is given up", file);
        } catch (IOException e) {
            LOG.debug("{} could not be closed", file, e);
        }
    }
}
