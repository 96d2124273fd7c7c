// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that exists.
 *
 * @param name its name, spelled as in the database
 * @param columns its columns, in order
 * @param key the columns of its primary key, in order; empty if it has none
 */
public record Table(TableName name, List<Column> columns, List<String> key) {
    /** Finds a column by the name of a component or field: exactly, else without regard to case, else in snake case. */
    public Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .or(() -> anyCase(wanted))
                .or(() -> anyCase(snakeCase(wanted)));
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    private Optional<Column> anyCase(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    /** Writes {@code windowEnd} as {@code window_end}. */
    public static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
