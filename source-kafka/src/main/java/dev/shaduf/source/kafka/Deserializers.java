// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Function0;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Finds deserializers by name. */
final class Deserializers {
    private static final Map<String, String> NAMES = Map.of(
            "string", StringDeserializer.class.getName(),
            "bytes", ByteArrayDeserializer.class.getName(),
            "long", LongDeserializer.class.getName(),
            "integer", IntegerDeserializer.class.getName(),
            "avro", "dev.shaduf.format.avro.AvroDeserializer",
            "json", "dev.shaduf.format.json.JsonDeserializer");
    /** Names of formats, which are in artifacts of their own. */
    private static final List<String> FORMATS = List.of("avro", "json");

    private Deserializers() {}

    static Function0<Deserializer<Object>> named(String option, String name) {
        String type = NAMES.getOrDefault(name, name);
        try {
            make(type);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            if (FORMATS.contains(name)) {
                throw new ConfigurationException(
                        "source 'kafka'",
                        List.of("option '" + option + "' is '" + name
                                + "', which is in the artifact dev.shaduf:shaduf-format-" + name
                                + "; add it to the class path"));
            }
            throw new ConfigurationException(
                    "source 'kafka'",
                    List.of("option '" + option + "' is '" + name + "'; it must be one of "
                            + NAMES.keySet().stream().sorted().toList()
                            + " or a class on the class path that is a Deserializer and has a public constructor without"
                            + " parameters: " + e));
        }
        return () -> make(type);
    }

    @SuppressWarnings("unchecked") // what it makes is known at run time alone
    private static Deserializer<Object> make(String type) throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> found = Class.forName(type, true, loader == null ? Deserializers.class.getClassLoader() : loader);
        return (Deserializer<Object>)
                found.asSubclass(Deserializer.class).getConstructor().newInstance();
    }
}
