// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Formats by the settings of Kafka's clients. */
final class AvroSettings {
    private static final String TYPE = "avro.%s.type";
    private static final String REGISTER = "auto.register.schemas";

    private AvroSettings() {}

    @SuppressWarnings("unchecked") // what the type is, is known at run time alone
    static <T> AvroFormat<T> format(Map<String, ?> settings, boolean isKey) {
        String key = String.format(TYPE, isKey ? "key" : "value");
        SchemaRegistry registry = SchemaRegistry.of(settings);
        Object name = settings.get(key);
        AvroFormat<?> format = name == null
                ? AvroFormat.generic(registry)
                : typed(registry, key, name.toString().trim());
        Object register = settings.get(REGISTER);
        return (AvroFormat<T>) (register != null && register.toString().equals("false") ? format.registered() : format);
    }

    private static AvroFormat<?> typed(SchemaRegistry registry, String key, String name) {
        Class<?> type = type(key, name);
        if (SpecificRecord.class.isAssignableFrom(type)) {
            return AvroFormat.specific(registry, type.asSubclass(SpecificRecord.class));
        }
        if (type.isRecord()) {
            return AvroFormat.records(registry, type.asSubclass(Record.class));
        }
        throw new ConfigException(key, name, "must be a record, or a class that Avro's compiler made");
    }

    private static Class<?> type(String key, String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, true, loader == null ? AvroSettings.class.getClassLoader() : loader);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(key, name, "is no class on the class path");
        }
    }

    static <T> AvroFormat<T> given(@Nullable AvroFormat<T> format) {
        if (format == null) {
            throw new IllegalStateException("configure comes first");
        }
        return format;
    }
}
