// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes framed values, for one thread.
 *
 * @param <T> the type of the values
 */
public final class WireWriter<T> {
    private final RegistryClient registry;
    private final Datums<T> datums;
    private final boolean register;
    private final Map<Schema, DatumWriter<Object>> writers = new IdentityHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable BinaryEncoder encoder;

    /** Creates a writer; {@code register} tells whether it may add schemas to the registry. */
    public WireWriter(RegistryClient registry, Datums<T> datums, boolean register) {
        this.registry = registry;
        this.datums = datums;
        this.register = register;
    }

    /** Writes a value under a subject. */
    public byte[] write(T value, String subject) {
        try {
            Schema schema = datums.schemaOf(value);
            int id = registry.id(subject, schema, register);
            bytes.reset();
            bytes.writeBytes(
                    ByteBuffer.allocate(Wire.HEADER).put(Wire.MAGIC).putInt(id).array());
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            writer(schema).write(datums.datum(value, schema), encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            throw new SerializationException(
                    "a value for subject '" + subject + "' cannot be written: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // data makes writers of whatever it holds
    private DatumWriter<Object> writer(Schema schema) {
        return writers.computeIfAbsent(schema, datums.data()::createDatumWriter);
    }
}
