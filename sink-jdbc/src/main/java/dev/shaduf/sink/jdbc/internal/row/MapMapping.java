// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import dev.shaduf.sink.jdbc.internal.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps a {@code Map}: the value of each key to the column of that name. A key that is absent is null. */
public final class MapMapping implements RowMapping {
    private final Table table;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Field> fields;

    /** Maps to some columns of a table. */
    public MapMapping(Table table, List<String> columns) {
        this.table = table;
        this.columns = columns;
        this.fields = columns.stream().map(name -> new Field(name, null, true)).toList();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Object[] values(Object record) {
        @Nullable Object[] values = new Object[columns.size()];
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) record).entrySet()) {
            values[place(String.valueOf(entry.getKey()))] = entry.getValue();
        }
        return values;
    }

    private int place(String key) {
        Integer known = places.get(key);
        if (known != null) {
            return known;
        }
        return table.column(key)
                .map(column -> places.get(column.name()))
                .orElseThrow(() -> new IllegalArgumentException("key '" + key + "' is none of the columns " + columns));
    }
}
