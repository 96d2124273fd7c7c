// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of {@link JsonFormat}. Made by it, or by its name and the settings {@code json.value.type} or {@code json.key.type} (a
 * class; maps and lists unless set) and {@code json.fail.unknown.properties}. Not safe for use by several threads.
 *
 * @param <T> the type of the values
 */
public final class JsonDeserializer<T> implements Deserializer<@Nullable T> {
    private static final String TYPE = "json.%s.type";
    private static final String FAIL_ON_UNKNOWN = "json.fail.unknown.properties";

    private @Nullable JsonFormat<T> format;
    private @Nullable ObjectReader reader;
    private String part = "value";

    /** For Kafka, which then calls {@link #configure}. */
    public JsonDeserializer() {}

    JsonDeserializer(JsonFormat<T> format) {
        this.format = format;
    }

    @Override
    @SuppressWarnings("unchecked") // what the type is, is known at run time alone
    public void configure(Map<String, ?> settings, boolean isKey) {
        part = isKey ? "key" : "value";
        JsonFormat<T> chosen = format;
        if (chosen == null) {
            chosen = (JsonFormat<T>) JsonFormat.of(type(String.format(TYPE, part), settings));
            Object fail = settings.get(FAIL_ON_UNKNOWN);
            chosen = fail != null && fail.toString().equals("false") ? chosen.ignoringUnknown() : chosen;
            format = chosen;
        }
        reader = chosen.mapper().readerFor(chosen.type());
    }

    private static Class<?> type(String key, Map<String, ?> settings) {
        Object name = settings.get(key);
        if (name == null) {
            return Object.class;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(
                    name.toString().trim(), true, loader == null ? JsonDeserializer.class.getClassLoader() : loader);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(key, name, "is no class on the class path");
        }
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : read(topic, data, 0, data.length);
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        if (data.hasArray()) {
            return read(topic, data.array(), data.arrayOffset() + data.position(), data.remaining());
        }
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return read(topic, copy, 0, copy.length);
    }

    private T read(String topic, byte[] data, int offset, int length) {
        ObjectReader open = reader;
        if (open == null) {
            throw new IllegalStateException("configure comes first");
        }
        try {
            return open.readValue(data, offset, length);
        } catch (JsonProcessingException e) {
            // Jackson's whole message may hold the value, which does not belong into every log.
            throw new SerializationException(
                    "the " + part + " in topic '" + topic + "' is no JSON of this type" + where(e) + ": "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new SerializationException("the " + part + " in topic '" + topic + "' cannot be read", e);
        }
    }

    private static String where(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        StringJoiner path = new StringJoiner(".", ", at ", "");
        for (JsonMappingException.Reference step : mapping.getPath()) {
            path.add(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
        }
        return path.toString();
    }
}
