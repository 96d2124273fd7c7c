// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.RecordObjectsIn;
import dev.shaduf.spi.Receiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A receiver as it was before its start, which is when it can be serialized; decodes blocks where it never runs. */
public final class PackedReceiver implements KeptBlock.Decoder, Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private transient volatile @Nullable Receiver<?> unpacked;

    private PackedReceiver(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Packs a receiver that has not been started. */
    public static PackedReceiver of(Receiver<?> receiver) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "receiver " + receiver.name()
                            + " cannot be serialized, as decoding its blocks elsewhere takes; make"
                            + " its fields serializable, or transient and set in onStart",
                    e);
        }
        return new PackedReceiver(bytes.toByteArray());
    }

    @Override
    public Iterator<?> decode(ByteBuffer block) throws Exception {
        Receiver<?> receiver = unpacked;
        if (receiver == null) {
            receiver = unpack();
            unpacked = receiver;
        }
        return receiver.decode(block);
    }

    private Receiver<?> unpack() throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new RecordObjectsIn(new ByteArrayInputStream(bytes))) {
            return (Receiver<?>) in.readObject();
        }
    }
}
