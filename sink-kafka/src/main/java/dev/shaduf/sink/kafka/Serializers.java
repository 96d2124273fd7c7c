// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Function0;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Finds serializers by name. */
final class Serializers {
    private static final String TEXT = "string";
    private static final Map<String, String> NAMES = Map.of(
            "bytes", ByteArraySerializer.class.getName(),
            "long", LongSerializer.class.getName(),
            "integer", IntegerSerializer.class.getName(),
            "avro", "dev.shaduf.format.avro.AvroSerializer",
            "json", "dev.shaduf.format.json.JsonSerializer");
    /** Names of formats, which are in artifacts of their own. */
    private static final List<String> FORMATS = List.of("avro", "json");

    private Serializers() {}

    static Function0<Serializer<Object>> named(String option, String name) {
        if (name.equals(TEXT)) {
            return () -> (topic, value) -> value.toString().getBytes(UTF_8);
        }
        String type = NAMES.getOrDefault(name, name);
        try {
            make(type);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            if (FORMATS.contains(name)) {
                throw new ConfigurationException(
                        "sink 'kafka'",
                        List.of("option '" + option + "' is '" + name
                                + "', which is in the artifact dev.shaduf:shaduf-format-" + name
                                + "; add it to the class path"));
            }
            throw new ConfigurationException(
                    "sink 'kafka'",
                    List.of("option '" + option + "' is '" + name
                            + "'; it must be string, bytes, long, integer, avro, json, or a"
                            + " class on the class path that is a Serializer and has a public constructor without"
                            + " parameters: " + e));
        }
        return () -> make(type);
    }

    @SuppressWarnings("unchecked") // what it takes is known at run time alone
    private static Serializer<Object> make(String type) throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> found = Class.forName(type, true, loader == null ? Serializers.class.getClassLoader() : loader);
        return (Serializer<Object>)
                found.asSubclass(Serializer.class).getConstructor().newInstance();
    }
}
