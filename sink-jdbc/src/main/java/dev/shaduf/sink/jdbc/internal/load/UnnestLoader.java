// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all rows: each column travels as one array. A statement of PostgreSQL may touch a row of the table only
 * once, so of several rows with one key the last is sent.
 */
public final class UnnestLoader implements Loader {
    private final String sql;
    private final List<ArrayKind> kinds;
    private final int[] key;

    /**
     * Loads by a statement with one array per column.
     *
     * @param key the places of the values that tell rows apart; empty to send all rows
     */
    public UnnestLoader(String sql, List<ArrayKind> kinds, int[] key) {
        this.sql = sql;
        this.kinds = kinds;
        this.key = key;
    }

    @Override
    public boolean load(Connection connection, List<Row> rows) throws SQLException {
        List<Row> sent = key.length == 0 ? rows : lastOfEachKey(rows);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int column = 0; column < kinds.size(); column++) {
                ArrayKind kind = kinds.get(column);
                statement.setArray(column + 1, connection.createArrayOf(kind.typeName(), values(sent, column, kind)));
            }
            statement.executeUpdate();
            return false;
        }
    }

    private static @Nullable Object[] values(List<Row> rows, int column, ArrayKind kind) {
        @Nullable Object[] values = kind.array(rows.size());
        for (int i = 0; i < values.length; i++) {
            Object value = rows.get(i).values()[column];
            values[i] = value == null ? null : kind.element(value);
        }
        return values;
    }

    private List<Row> lastOfEachKey(List<Row> rows) {
        Map<Object, Row> last = new LinkedHashMap<>(rows.size() * 2);
        for (Row row : rows) {
            Object identity = identity(row);
            last.remove(identity);
            last.put(identity, row);
        }
        return new ArrayList<>(last.values());
    }

    private Object identity(Row row) {
        Object first = comparable(row.values()[key[0]]);
        if (key.length == 1 && first != null) {
            return first;
        }
        @Nullable Object[] parts = new Object[key.length];
        for (int i = 0; i < key.length; i++) {
            parts[i] = comparable(row.values()[key[i]]);
        }
        return Arrays.asList(parts);
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    @Override
    public String sql() {
        return sql;
    }
}
