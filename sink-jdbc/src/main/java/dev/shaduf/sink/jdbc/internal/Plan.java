// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Converter;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.row.Json;
import dev.shaduf.sink.jdbc.internal.row.Plain;
import dev.shaduf.sink.jdbc.internal.row.Row;
import dev.shaduf.sink.jdbc.internal.row.RowMapping;
import dev.shaduf.sink.jdbc.internal.table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How records of one kind get into the table. Safe for use by many threads. */
final class Plan {
    private final RowMapping mapping;
    private final int[] places;
    private final List<Column> columns;
    private final Converter[] converters;
    private final Dialect dialect;
    private final Loader loader;

    /**
     * Puts a plan together.
     *
     * @param mapping reads the values of records
     * @param places the places among these values of those that are written
     * @param columns the columns of those, in order
     * @param dialect makes of them what the driver takes
     * @param loader writes them
     */
    Plan(RowMapping mapping, int[] places, List<Column> columns, Dialect dialect, Loader loader) {
        this.mapping = mapping;
        this.places = places;
        this.columns = columns;
        this.converters = columns.stream().map(dialect::converter).toArray(Converter[]::new);
        this.dialect = dialect;
        this.loader = loader;
    }

    Loader loader() {
        return loader;
    }

    /** Makes a row; throws what a function of the user throws, and what says that a column cannot hold a value. */
    Row row(long index, Object record) throws Exception {
        @Nullable Object[] read = mapping.values(record);
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            Object plain = Plain.of(read[places[i]]);
            values[i] = plain == null ? null : converters[i].convert(plain);
        }
        return new Row(index, values);
    }

    /** Writes a row as text for people. */
    String describe(Row row) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.values()[i];
            named.put(columns.get(i).name(), value == null ? null : dialect.describe(value));
        }
        return Json.of(named);
    }
}
