// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A table's name as the user wrote it, {@code table} or {@code schema.table}.
 *
 * @param schema the schema, or the database of MySQL; {@code null} for the current one
 * @param name the table
 */
public record TableName(@Nullable String schema, String name) implements Serializable {
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName(null, text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** Another table of the same schema. */
    public TableName sibling(String suffix) {
        return new TableName(schema, name + suffix);
    }

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
