// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.row.Field;
import dev.shaduf.sink.jdbc.internal.table.Table;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The table that a sink creates for its records. */
final class NewTable {
    private final JdbcSettings settings;
    private final Dialect dialect;
    private final List<Field> fields;

    NewTable(JdbcSettings settings, Dialect dialect, List<Field> fields) {
        this.settings = settings;
        this.dialect = dialect;
        this.fields = fields;
    }

    /**
     * Makes its definition.
     *
     * @throws ConfigurationException naming every field whose type is not known
     */
    OwnTable definition() {
        List<String> parts = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Field field : fields) {
            type(field)
                    .ifPresentOrElse(
                            type -> parts.add(
                                    column(field.name()) + " " + type + (isRequired(field) ? " NOT NULL" : "")),
                            () -> faults.add(fault(field)));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("sink " + settings.sinkName(), faults);
        }
        if (!settings.key().isEmpty()) {
            parts.add("PRIMARY KEY ("
                    + String.join(
                            ", ", settings.key().stream().map(this::column).toList()) + ")");
        }
        TableName name = Objects.requireNonNull(settings.table());
        return new OwnTable(name, String.join(", ", parts));
    }

    private Optional<String> type(Field field) {
        Class<?> type = field.type();
        return type == null ? Optional.empty() : dialect.typeOf(type, isKey(field));
    }

    private String fault(Field field) {
        return "table '" + settings.table() + "' cannot be created: the type of field '" + field.name() + "' is "
                + (field.type() == null
                        ? "not known; say .column(name, type, function)"
                        : field.type().getName() + ", for which there is no type of columns");
    }

    private boolean isKey(Field field) {
        return settings.key().stream().anyMatch(field::isNamed);
    }

    private boolean isRequired(Field field) {
        return isKey(field) || !field.optional();
    }

    private String column(String field) {
        return dialect.quote(dialect.fold(Table.snakeCase(field)));
    }
}
