// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import dev.shaduf.sink.jdbc.internal.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps a {@code Map}: the value of each key to the column of that name. A key that is absent is null. */
public final class MapMapping implements RowMapping {
    private final Table table;
    private final List<String> columns;
    private final List<Field> fields;

    /** Maps to some columns of a table. */
    public MapMapping(Table table, List<String> columns) {
        this.table = table;
        this.columns = columns;
        this.fields = columns.stream().map(name -> new Field(name, null, true)).toList();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Object[] values(Object record) {
        @Nullable Object[] values = new Object[columns.size()];
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) record).entrySet()) {
            String key = String.valueOf(entry.getKey());
            int index = table.column(key)
                    .map(column -> columns.indexOf(column.name()))
                    .orElse(-1);
            if (index < 0) {
                throw new IllegalArgumentException("key '" + key + "' is none of the columns " + columns);
            }
            values[index] = entry.getValue();
        }
        return values;
    }
}
