// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One statement per row, sent as a JDBC batch. */
public final class BatchLoader implements Loader {
    private final String sql;
    private final int[] places;

    /**
     * Loads by a statement.
     *
     * @param places the place among a row's values of each placeholder
     */
    public BatchLoader(String sql, int[] places) {
        this.sql = sql;
        this.places = places;
    }

    @Override
    public boolean load(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                for (int i = 0; i < places.length; i++) {
                    Binding.bind(statement, i + 1, row.values()[places[i]]);
                }
                if (rows.size() == 1) {
                    statement.executeUpdate();
                    return false;
                }
                statement.addBatch();
            }
            statement.executeBatch();
            return false;
        }
    }

    @Override
    public String sql() {
        return sql;
    }
}
