// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Values as records of Java, whose components are the fields of the same names. Data is read with the schema of its writer: a
 * field that no component has is passed over, and a component that no field has must be an {@code Optional}.
 *
 * @param type the record
 * @param given the schema to write with; null for the one that follows from the components
 * @param <T> the record
 */
public record RecordDatums<T extends Record>(
        Class<T> type, @Nullable Schema given) implements Datums<T> {
    @Override
    public GenericData data() {
        return LogicalTypes.DATA;
    }

    @Override
    public Schema readerOf(Schema writer) {
        return writer;
    }

    @Override
    public T value(Object datum) {
        return type.cast(ToJava.root(datum, type));
    }

    @Override
    public Schema schemaOf(T value) {
        return given == null ? RecordSchemas.of(type) : given;
    }

    @Override
    public Object datum(T value, Schema schema) {
        return ToAvro.record(value, schema, type.getSimpleName());
    }
}
