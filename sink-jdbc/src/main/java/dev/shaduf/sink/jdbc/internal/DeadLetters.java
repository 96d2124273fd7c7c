// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.ColumnKind;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The table of rows that the database refused; they are written in the transaction of their partition. */
final class DeadLetters {
    private final Dialect dialect;
    private final TableName name;
    private final String table;

    DeadLetters(Dialect dialect, TableName name) {
        this.dialect = dialect;
        this.name = name;
        this.table = dialect.quote(name);
    }

    private String q(String column) {
        return dialect.quote(dialect.fold(column));
    }

    OwnTable definition() {
        String number = " " + dialect.type(ColumnKind.LONG, true) + " NOT NULL, ";
        return new OwnTable(
                name,
                q("stream_id") + " " + dialect.name(36) + " NOT NULL, " + q("output_uid") + " "
                        + dialect.name(MarkKey.LONGEST_OUTPUT) + " NOT NULL, " + q("batch_number") + number
                        + q("partition_number") + " " + dialect.type(ColumnKind.INT, true) + " NOT NULL, "
                        + q("row_index") + number + q("sql_state") + " " + dialect.name(10) + ", " + q("error") + " "
                        + dialect.longText() + ", " + q("row_text") + " " + dialect.longText() + ", "
                        + q("rejected_at") + " " + dialect.type(ColumnKind.LOCAL_TIMESTAMP, false) + ", PRIMARY KEY ("
                        + q("stream_id") + ", " + q("output_uid") + ", " + q("batch_number") + ", "
                        + q("partition_number") + ", " + q("row_index") + ")");
    }

    /** Forgets what an earlier run of the partition left, where no mark keeps it from being run again. */
    void clear(Connection connection, MarkKey key) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE " + q("stream_id") + " = ? AND " + q("output_uid") + " = ? AND "
                + q("batch_number") + " = ? AND " + q("partition_number") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, key);
            statement.executeUpdate();
        }
    }

    void write(Connection connection, MarkKey key, List<DeadLetter> letters) throws SQLException {
        String sql = "INSERT INTO " + table + " (" + q("stream_id") + ", " + q("output_uid") + ", " + q("batch_number")
                + ", " + q("partition_number") + ", " + q("row_index") + ", " + q("sql_state") + ", " + q("error")
                + ", "
                + q("row_text") + ", " + q("rejected_at") + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (DeadLetter letter : letters) {
                bind(statement, key);
                statement.setLong(5, letter.index());
                statement.setString(6, letter.state());
                statement.setString(7, letter.error());
                statement.setString(8, letter.row());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, MarkKey key) throws SQLException {
        statement.setString(1, key.stream());
        statement.setString(2, key.output());
        statement.setLong(3, key.batch());
        statement.setInt(4, key.partition());
    }
}
