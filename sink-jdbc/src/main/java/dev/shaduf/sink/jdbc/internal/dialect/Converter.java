// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

/** Makes of plain values what the driver takes for one column. Safe for use by many threads. */
@FunctionalInterface
public interface Converter {
    /**
     * Converts a value.
     *
     * @throws IllegalArgumentException if the column cannot hold it
     */
    Object convert(Object plain);
}
