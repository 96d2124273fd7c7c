// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Values as Avro's own generic records.
 *
 * @param reader the schema to read with; null for that of the writer
 */
public record GenericDatums(@Nullable Schema reader) implements Datums<GenericContainer> {
    @Override
    public GenericData data() {
        return GenericData.get();
    }

    @Override
    public Schema readerOf(Schema writer) {
        return reader == null ? writer : reader;
    }

    @Override
    public GenericContainer value(Object datum) {
        if (datum instanceof GenericContainer container) {
            return container;
        }
        throw new SerializationException(
                "a record was expected, but the value is " + datum.getClass().getName() + " by its schema");
    }

    @Override
    public Schema schemaOf(GenericContainer value) {
        return value.getSchema();
    }

    @Override
    public Object datum(GenericContainer value, Schema schema) {
        return value;
    }
}
