// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Values as classes that Avro's compiler made. They are read with the schema of their class, whatever they were written with.
 *
 * @param type the class
 * @param <T> the class
 */
public record SpecificDatums<T extends SpecificRecord>(Class<T> type) implements Datums<T> {
    @Override
    public GenericData data() {
        return CompiledClasses.of(type);
    }

    @Override
    public Schema readerOf(Schema writer) {
        return SpecificData.get().getSchema(type);
    }

    @Override
    public T value(Object datum) {
        return type.cast(datum);
    }

    @Override
    public Schema schemaOf(T value) {
        return value.getSchema();
    }

    @Override
    public Object datum(T value, Schema schema) {
        return value;
    }
}
