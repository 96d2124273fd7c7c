// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * How values of a type become data of Avro and back.
 *
 * @param <T> the type of the values
 */
public interface Datums<T> extends Serializable {
    /** Returns how Avro represents data. */
    GenericData data();

    /** Returns the schema to read with, when data was written with another. */
    Schema readerOf(Schema writer);

    /** Makes a value of what was read. */
    T value(Object datum);

    /** Returns the schema to write a value with. */
    Schema schemaOf(T value);

    /** Makes of a value what is to be written. */
    Object datum(T value, Schema schema);
}
