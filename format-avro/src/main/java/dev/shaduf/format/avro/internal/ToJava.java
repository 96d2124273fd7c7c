// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Makes components of what Avro has read. A number that does not fit is refused, not cut. */
final class ToJava {
    private ToJava() {}

    /** Makes a record. */
    static Object root(Object datum, Class<?> type) {
        if (datum instanceof IndexedRecord record) {
            return record(record, type, type.getSimpleName());
        }
        throw mismatch(datum, type, "the value");
    }

    /** Makes a value of a type; {@code where} names it in messages. */
    static @Nullable Object value(@Nullable Object datum, Type type, String where) {
        Class<?> raw = Types.raw(type);
        if (raw == Optional.class) {
            return datum == null ? Optional.empty() : Optional.ofNullable(value(datum, Types.argument(type, 0), where));
        }
        if (datum == null) {
            return orRefuseNull(raw, where);
        }
        if (datum instanceof IndexedRecord record && raw.isRecord()) {
            return record(record, raw, where);
        }
        if (datum instanceof Collection<?> items && raw.isAssignableFrom(List.class)) {
            return list(items, Types.argument(type, 0), where);
        }
        if (datum instanceof Map<?, ?> entries && raw.isAssignableFrom(Map.class)) {
            return map(entries, Types.argument(type, 1), where);
        }
        return scalar(datum, raw, where);
    }

    private static @Nullable Object orRefuseNull(Class<?> raw, String where) {
        if (raw.isPrimitive()) {
            throw new SerializationException(where + " is a " + raw.getName() + " and the value has null there");
        }
        return null;
    }

    private static Object record(IndexedRecord datum, Class<?> type, String where) {
        RecordClass target = RecordClass.of(type);
        @Nullable Object[] values = new Object[target.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordClass.Component component = target.components().get(i);
            Schema.Field field = datum.getSchema().getField(component.name());
            String path = where + "." + component.name();
            values[i] =
                    field == null ? missing(component, path) : value(datum.get(field.pos()), component.type(), path);
        }
        return target.make(values);
    }

    private static Object missing(RecordClass.Component component, String path) {
        if (Types.raw(component.type()) == Optional.class) {
            return Optional.empty();
        }
        throw new SerializationException(
                path
                        + " is no field of the schema that the value was written with; make it an Optional if it may be missing");
    }

    private static List<@Nullable Object> list(Collection<?> items, Type type, String where) {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        for (Object item : items) {
            list.add(value(item, type, where + "[]"));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> entries, Type type, String where) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach((key, item) -> map.put(String.valueOf(key), value(item, type, where + "[" + key + "]")));
        return Collections.unmodifiableMap(map);
    }

    private static Object scalar(Object datum, Class<?> raw, String where) {
        if (raw == String.class && datum instanceof CharSequence) {
            return datum.toString();
        }
        if (datum instanceof Number number && (raw.isPrimitive() || Number.class.isAssignableFrom(raw))) {
            return Numbers.exact(number, raw, where);
        }
        if (raw == byte[].class) {
            return bytes(datum, where);
        }
        if (raw.isEnum()) {
            return symbol(datum.toString(), raw, where);
        }
        if (raw == boolean.class && datum instanceof Boolean) {
            return datum;
        }
        return other(datum, raw, where);
    }

    private static Object other(Object datum, Class<?> raw, String where) {
        if (raw == Object.class && datum instanceof CharSequence) {
            return datum.toString();
        }
        if (raw.isInstance(datum)) {
            return datum;
        }
        if (raw == String.class && datum instanceof org.apache.avro.generic.GenericEnumSymbol<?>) {
            return datum.toString();
        }
        throw mismatch(datum, raw, where);
    }

    private static byte[] bytes(Object datum, String where) {
        if (datum instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        if (datum instanceof GenericFixed fixed) {
            return fixed.bytes().clone();
        }
        throw mismatch(datum, byte[].class, where);
    }

    private static Object symbol(String name, Class<?> type, String where) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new SerializationException(
                where + " is '" + name + "', which is none of " + Arrays.toString(type.getEnumConstants()));
    }

    private static SerializationException mismatch(Object datum, Class<?> raw, String where) {
        return new SerializationException(where + " is a " + raw.getSimpleName() + ", but the value has a "
                + datum.getClass().getSimpleName() + " there");
    }
}
