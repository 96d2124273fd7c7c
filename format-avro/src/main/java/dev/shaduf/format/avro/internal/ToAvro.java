// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Makes of records of Java what Avro writes, by a schema. */
final class ToAvro {
    private ToAvro() {}

    /** Makes a record; {@code where} names it in messages. */
    static GenericRecord record(Object record, Schema schema, String where) {
        Schema target = branch(schema, record);
        if (target.getType() != Schema.Type.RECORD) {
            throw new SerializationException(where + " is a record, but the schema has " + target.getType() + " there");
        }
        GenericData.Record made = new GenericData.Record(target);
        Map<String, RecordClass.Component> components = new LinkedHashMap<>();
        RecordClass.of(record.getClass()).components().forEach(each -> components.put(each.name(), each));
        for (Schema.Field field : target.getFields()) {
            RecordClass.Component component = components.remove(field.name());
            String path = where + "." + field.name();
            Object value = component == null ? otherwise(field, path) : RecordClass.get(component, record);
            made.put(field.pos(), component == null ? value : value(value, field.schema(), path));
        }
        if (!components.isEmpty()) {
            throw new SerializationException(
                    where + " has " + components.keySet() + ", which the schema has no fields for");
        }
        return made;
    }

    private static @Nullable Object otherwise(Schema.Field field, String path) {
        if (!field.hasDefaultValue()) {
            throw new SerializationException(
                    "the schema has a field " + path + " without a default, and the record has not");
        }
        return GenericData.get().getDefaultValue(field);
    }

    private static @Nullable Object value(@Nullable Object value, Schema schema, String where) {
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null), schema, where);
        }
        if (value == null) {
            return orRefuseNull(schema, where);
        }
        Schema target = branch(schema, value);
        return switch (target.getType()) {
            case RECORD -> record(value, target, where);
            case ENUM -> new GenericData.EnumSymbol(target, value.toString());
            case ARRAY -> items((Iterable<?>) value, target.getElementType(), where);
            case MAP -> entries((Map<?, ?>) value, target.getValueType(), where);
            case BYTES -> value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
            case FIXED -> value instanceof byte[] bytes ? fixed(bytes, target, where) : value;
            case INT -> value instanceof Number number ? Numbers.exact(number, int.class, where) : value;
            case LONG -> value instanceof Number number ? Numbers.exact(number, long.class, where) : value;
            case STRING -> value instanceof Enum<?> constant ? constant.name() : value;
            default -> value;
        };
    }

    /** Avro itself would cut off what is too long. */
    private static GenericData.Fixed fixed(byte[] bytes, Schema schema, String where) {
        if (bytes.length != schema.getFixedSize()) {
            throw new SerializationException(
                    where + " has " + bytes.length + " bytes, and its schema has " + schema.getFixedSize());
        }
        return new GenericData.Fixed(schema, bytes);
    }

    private static @Nullable Object orRefuseNull(Schema schema, String where) {
        if (!schema.isNullable()) {
            throw new SerializationException(where + " is null, which its schema does not allow; make it an Optional");
        }
        return null;
    }

    /** Of a choice between null and something, returns the latter; of several, the one that has the name of the class. */
    private static Schema branch(Schema schema, Object value) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> others = schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .toList();
        if (others.size() == 1) {
            return others.get(0);
        }
        return others.stream()
                .filter(each -> each.getName().equals(value.getClass().getSimpleName()))
                .findFirst()
                .orElseGet(() -> schema.getTypes().get(LogicalTypes.DATA.resolveUnion(schema, value)));
    }

    private static List<@Nullable Object> items(Iterable<?> items, Schema schema, String where) {
        List<@Nullable Object> made = new ArrayList<>();
        items.forEach(item -> made.add(value(item, schema, where + "[]")));
        return made;
    }

    private static Map<String, @Nullable Object> entries(Map<?, ?> entries, Schema schema, String where) {
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        entries.forEach((key, item) -> made.put(String.valueOf(key), value(item, schema, where + "[" + key + "]")));
        return made;
    }
}
