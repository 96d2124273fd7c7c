// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** The schemas that follow from the components of records. An {@code Optional} may be null; nothing else may. */
final class RecordSchemas {
    private static final ClassValue<Schema> ALL = new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
            return new RecordSchemas().record(type);
        }
    };
    private static final Map<Class<?>, Schema.Type> SIMPLE = Map.ofEntries(
            Map.entry(boolean.class, Schema.Type.BOOLEAN),
            Map.entry(Boolean.class, Schema.Type.BOOLEAN),
            Map.entry(byte.class, Schema.Type.INT),
            Map.entry(Byte.class, Schema.Type.INT),
            Map.entry(short.class, Schema.Type.INT),
            Map.entry(Short.class, Schema.Type.INT),
            Map.entry(int.class, Schema.Type.INT),
            Map.entry(Integer.class, Schema.Type.INT),
            Map.entry(long.class, Schema.Type.LONG),
            Map.entry(Long.class, Schema.Type.LONG),
            Map.entry(float.class, Schema.Type.FLOAT),
            Map.entry(Float.class, Schema.Type.FLOAT),
            Map.entry(double.class, Schema.Type.DOUBLE),
            Map.entry(Double.class, Schema.Type.DOUBLE),
            Map.entry(String.class, Schema.Type.STRING),
            Map.entry(byte[].class, Schema.Type.BYTES));

    /** Records that are being made may hold themselves. */
    private final Map<Class<?>, Schema> named = new HashMap<>();

    private RecordSchemas() {}

    static Schema of(Class<?> type) {
        return ALL.get(type);
    }

    private Schema record(Class<?> type) {
        Schema known = named.get(type);
        if (known != null) {
            return known;
        }
        Schema schema = Schema.createRecord(type.getSimpleName(), null, namespace(type), false);
        named.put(type, schema);
        schema.setFields(RecordClass.of(type).components().stream()
                .map(each -> field(each, type))
                .toList());
        return schema;
    }

    private Schema.Field field(RecordClass.Component component, Class<?> type) {
        Schema schema = schema(component.type(), type.getSimpleName() + "." + component.name());
        return schema.isNullable()
                ? new Schema.Field(component.name(), schema, null, Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(component.name(), schema);
    }

    private Schema schema(Type type, String where) {
        Class<?> raw = Types.raw(type);
        Schema.Type simple = SIMPLE.get(raw);
        if (simple != null) {
            return Schema.create(simple);
        }
        if (raw == Optional.class) {
            Schema inside = schema(Types.argument(type, 0), where);
            return Schema.createUnion(Schema.create(Schema.Type.NULL), inside);
        }
        if (raw.isAssignableFrom(List.class) && raw != Object.class) {
            return Schema.createArray(schema(Types.argument(type, 0), where));
        }
        if (raw == Map.class && Types.argument(type, 0) == String.class) {
            return Schema.createMap(schema(Types.argument(type, 1), where));
        }
        return raw.isRecord() ? record(raw) : special(raw, where);
    }

    private Schema special(Class<?> raw, String where) {
        if (raw.isEnum()) {
            return named.computeIfAbsent(raw, RecordSchemas::symbols);
        }
        if (raw == Instant.class) {
            return logical(org.apache.avro.LogicalTypes.timestampMicros(), Schema.Type.LONG);
        }
        if (raw == LocalDateTime.class) {
            return logical(org.apache.avro.LogicalTypes.localTimestampMicros(), Schema.Type.LONG);
        }
        if (raw == LocalTime.class) {
            return logical(org.apache.avro.LogicalTypes.timeMicros(), Schema.Type.LONG);
        }
        if (raw == LocalDate.class) {
            return logical(org.apache.avro.LogicalTypes.date(), Schema.Type.INT);
        }
        if (raw == UUID.class) {
            return logical(org.apache.avro.LogicalTypes.uuid(), Schema.Type.STRING);
        }
        throw new IllegalArgumentException(where + " is of the type " + raw.getName()
                + ", for which no schema follows; give the schema to write with");
    }

    private static Schema logical(LogicalType logical, Schema.Type type) {
        return logical.addToSchema(Schema.create(type));
    }

    private static Schema symbols(Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        return Schema.createEnum(type.getSimpleName(), null, namespace(type), names);
    }

    private static String namespace(Class<?> type) {
        Class<?> outside = type.getEnclosingClass();
        return outside == null ? type.getPackageName() : outside.getName().replace('$', '.');
    }
}
