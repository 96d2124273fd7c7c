// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.row.Field;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Table;
import dev.shaduf.sink.jdbc.internal.table.Target;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which field goes to which column, and whatever is wrong with that.
 *
 * @param fields the fields that are written
 * @param target the columns that they go to, in the same order
 * @param faults what is wrong; empty if nothing is
 */
record Layout(List<Field> fields, Target target, List<String> faults) {
    static Layout of(JdbcSettings settings, Table table, List<Field> fields) {
        Matching matching = new Matching(settings, table);
        fields.forEach(matching::match);
        return matching.layout();
    }

    private static final class Matching {
        private final JdbcSettings settings;
        private final Table table;
        private final List<Field> fields = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();
        private final List<Column> key = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();

        Matching(JdbcSettings settings, Table table) {
            this.settings = settings;
            this.table = table;
            if (settings.mode() != WriteMode.INSERT) {
                keys();
            }
        }

        private void keys() {
            List<String> names = settings.key().isEmpty() ? table.key() : settings.key();
            for (String name : names) {
                table.column(name)
                        .ifPresentOrElse(key::add, () -> faults.add(missing("field '" + name + "' of the key")));
            }
            if (names.isEmpty()) {
                faults.add("table '" + table.name()
                        + "' has no primary key; say which fields tell rows apart (pk.fields)");
            }
        }

        void match(Field field) {
            Optional<Column> column = table.column(field.name());
            if (column.isEmpty()) {
                faults.add(missing("field '" + field.name() + "'"));
            } else if (settings.mode() != WriteMode.DELETE || key.contains(column.get())) {
                fields.add(field);
                columns.add(column.get());
            }
        }

        private String missing(String what) {
            return what + " has no column in table '" + table.name() + "'; its columns are " + table.columnNames();
        }

        Layout layout() {
            for (Column column : key) {
                if (!columns.contains(column)) {
                    faults.add("column '" + column.name() + "' is of the key, but no field goes to it");
                }
            }
            boolean inserts = settings.mode() == WriteMode.INSERT || settings.mode() == WriteMode.UPSERT;
            table.columns().stream()
                    .filter(column -> inserts && column.required() && !columns.contains(column))
                    .forEach(column -> faults.add("column '" + column.name() + "' of table '" + table.name()
                            + "' must have a value, but no field goes to it"));
            if (settings.mode() == WriteMode.UPDATE && key.containsAll(columns)) {
                faults.add("there is nothing to update: all fields are of the key");
            }
            return new Layout(fields, new Target(table.name(), columns, key), faults);
        }
    }
}
