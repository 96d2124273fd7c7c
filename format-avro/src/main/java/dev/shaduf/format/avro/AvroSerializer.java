// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import dev.shaduf.format.avro.internal.WireWriter;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of {@link AvroFormat}. Made by it, or by its name and settings: {@code schema.registry.url}, {@code avro.value.type} or
 * {@code avro.key.type} for a class other than Avro's generic records, and {@code auto.register.schemas}. Not safe for use by several
 * threads.
 *
 * @param <T> the type of the values
 */
public final class AvroSerializer<T> implements Serializer<@Nullable T> {
    private @Nullable AvroFormat<T> format;
    private @Nullable WireWriter<T> writer;
    private String suffix = "-value";

    /** For Kafka, which then calls {@link #configure}. */
    public AvroSerializer() {}

    AvroSerializer(AvroFormat<T> format) {
        this.format = format;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        suffix = isKey ? "-key" : "-value";
        if (format == null) {
            format = AvroSettings.format(settings, isKey);
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        WireWriter<T> open = writer;
        if (open == null) {
            open = AvroSettings.given(format).writer();
            writer = open;
        }
        return open.write(value, topic + suffix);
    }
}
