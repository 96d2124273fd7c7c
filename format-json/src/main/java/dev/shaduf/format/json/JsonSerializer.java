// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of {@link JsonFormat}, each by its own class. Safe for use by many threads.
 *
 * @param <T> the type of the values
 */
public final class JsonSerializer<T> implements Serializer<@Nullable T> {
    private final ObjectWriter writer = JsonFormat.builder().build().writer();

    /** For {@link JsonFormat}, and for Kafka. */
    public JsonSerializer() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException(
                    "a " + value.getClass().getName() + " for topic '" + topic + "' cannot be written as JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
