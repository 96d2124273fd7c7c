// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import dev.shaduf.format.avro.internal.WireReader;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of {@link AvroFormat}. Made by it, or by its name and settings: {@code schema.registry.url}, and
 * {@code avro.value.type} or {@code avro.key.type} for a class other than Avro's generic records. Not safe for use by several
 * threads.
 *
 * @param <T> the type of the values
 */
public final class AvroDeserializer<T> implements Deserializer<@Nullable T> {
    private @Nullable AvroFormat<T> format;
    private @Nullable WireReader<T> reader;
    private String part = "value";

    /** For Kafka, which then calls {@link #configure}. */
    public AvroDeserializer() {}

    AvroDeserializer(AvroFormat<T> format) {
        this.format = format;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        part = isKey ? "key" : "value";
        if (format == null) {
            format = AvroSettings.format(settings, isKey);
        }
        // What is wrong with the format is found here, before it looks like a fault of each value.
        reader = format.reader();
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : read(topic, ByteBuffer.wrap(data));
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        return data == null ? null : read(topic, data);
    }

    private T read(String topic, ByteBuffer data) {
        WireReader<T> open = reader;
        if (open == null) {
            open = AvroSettings.given(format).reader();
            reader = open;
        }
        return open.read(data, "the " + part + " in topic '" + topic + "'");
    }
}
