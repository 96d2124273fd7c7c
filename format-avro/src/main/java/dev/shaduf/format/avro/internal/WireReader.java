// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads framed values, for one thread.
 *
 * @param <T> the type of the values
 */
public final class WireReader<T> {
    private final RegistryClient registry;
    private final Datums<T> datums;
    private final GenericData data;
    private final Map<Integer, DatumReader<Object>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /** Creates a reader. */
    public WireReader(RegistryClient registry, Datums<T> datums) {
        this.registry = registry;
        this.datums = datums;
        this.data = datums.data();
    }

    /** Reads a value; {@code where} names it in messages. */
    public T read(ByteBuffer framed, String where) {
        int id = id(framed, where);
        DatumReader<Object> reader = reader(id);
        ByteBuffer datum = framed.slice(framed.position() + Wire.HEADER, framed.remaining() - Wire.HEADER);
        try {
            decoder = decoder(datum);
            Object read = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException(where + " goes on behind its end by schema id " + id);
            }
            return datums.value(read);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new SerializationException(where + " cannot be read with schema id " + id + ": " + e, e);
        }
    }

    private static int id(ByteBuffer framed, String where) {
        if (framed.remaining() < Wire.HEADER || framed.get(framed.position()) != Wire.MAGIC) {
            String begin = framed.hasRemaining() ? String.format("0x%02x", framed.get(framed.position())) : "nothing";
            throw new SerializationException(
                    where + " has no id of a schema: it must begin with the byte 0x00 and four of the"
                            + " id, and begins with " + begin + " (" + framed.remaining()
                            + " bytes); was it written without a schema registry?");
        }
        return framed.getInt(framed.position() + 1);
    }

    private DatumReader<Object> reader(int id) {
        DatumReader<Object> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema writer = registry.schema(id);
        @SuppressWarnings("unchecked") // data makes readers of whatever it holds
        DatumReader<Object> made = data.createDatumReader(writer, datums.readerOf(writer));
        readers.put(id, made);
        return made;
    }

    private BinaryDecoder decoder(ByteBuffer datum) {
        DecoderFactory factory = DecoderFactory.get();
        if (datum.hasArray()) {
            return factory.binaryDecoder(
                    datum.array(), datum.arrayOffset() + datum.position(), datum.remaining(), decoder);
        }
        byte[] copy = new byte[datum.remaining()];
        datum.duplicate().get(copy);
        return factory.binaryDecoder(copy, decoder);
    }
}
