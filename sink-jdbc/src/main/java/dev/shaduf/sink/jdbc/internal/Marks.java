// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.ColumnKind;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Failure;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The table that remembers what was committed: a row per partition, written in the transaction of its rows; a row per batch,
 * written when all partitions are; a row per output with the epoch of its latest run.
 */
final class Marks {
    private final Dialect dialect;
    private final TableName name;
    private final String table;
    private final String where;
    private final String insert;
    private final String select;

    Marks(Dialect dialect, TableName name) {
        this.dialect = dialect;
        this.name = name;
        this.table = dialect.quote(name);
        this.where = " WHERE " + q("stream_id") + " = ? AND " + q("output_uid") + " = ? AND " + q("batch_number")
                + " = ? AND " + q("partition_number") + " = ?";
        this.insert = "INSERT INTO " + table + " (" + q("stream_id") + ", " + q("output_uid") + ", "
                + q("batch_number") + ", " + q("partition_number") + ", " + q("epoch") + ", " + q("marked_at")
                + ") VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP)";
        this.select = "SELECT " + q("epoch") + " FROM " + table + where;
    }

    private String q(String column) {
        return dialect.quote(dialect.fold(column));
    }

    OwnTable definition() {
        return new OwnTable(
                name,
                q("stream_id") + " " + dialect.name(36) + " NOT NULL, " + q("output_uid") + " "
                        + dialect.name(MarkKey.LONGEST_OUTPUT) + " NOT NULL, " + q("batch_number") + " "
                        + dialect.type(ColumnKind.LONG, true) + " NOT NULL, " + q("partition_number") + " "
                        + dialect.type(ColumnKind.INT, true) + " NOT NULL, " + q("epoch") + " "
                        + dialect.type(ColumnKind.LONG, false) + " NOT NULL, " + q("marked_at") + " "
                        + dialect.type(ColumnKind.LOCAL_TIMESTAMP, false) + ", PRIMARY KEY (" + q("stream_id") + ", "
                        + q("output_uid") + ", " + q("batch_number") + ", " + q("partition_number") + ")");
    }

    /** Writes a mark, unless it is there: then the transaction must be rolled back. Waits for one who is writing it. */
    boolean insert(Connection connection, MarkKey key, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            bind(statement, 1, key);
            statement.setLong(5, epoch);
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            throwUnlessMarked(e);
            return false;
        }
    }

    /** Writes a mark likewise and returns the epoch of the run's mark, 0 if it has none; empty if the new mark is there. */
    OptionalLong insert(Connection connection, MarkKey key, long epoch, MarkKey run) throws SQLException {
        if (!dialect.returnsFromInserts()) {
            return insert(connection, key, epoch)
                    ? OptionalLong.of(epoch(connection, run).orElse(0))
                    : OptionalLong.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(insert + " RETURNING (" + select + ")")) {
            bind(statement, 1, key);
            statement.setLong(5, epoch);
            bind(statement, 6, run);
            try (ResultSet rows = statement.executeQuery()) {
                return OptionalLong.of(rows.next() ? rows.getLong(1) : 0);
            }
        } catch (SQLException e) {
            throwUnlessMarked(e);
            return OptionalLong.empty();
        }
    }

    private void throwUnlessMarked(SQLException error) throws SQLException {
        if (dialect.classify(error) != Failure.ROW) {
            throw error;
        }
    }

    /** The epoch of a mark, if it is there. */
    OptionalLong epoch(Connection connection, MarkKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            bind(statement, 1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Raises the epoch of a run's mark; a higher one stays. */
    void raise(Connection connection, MarkKey key, long epoch) throws SQLException {
        String sql = "UPDATE " + table + " SET " + q("epoch") + " = ?, " + q("marked_at") + " = CURRENT_TIMESTAMP"
                + where + " AND " + q("epoch") + " < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, epoch);
            bind(statement, 2, key);
            statement.setLong(6, epoch);
            statement.executeUpdate();
        }
    }

    /** Deletes the marks of batches below one. */
    int prune(Connection connection, MarkKey horizon) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE " + q("stream_id") + " = ? AND " + q("output_uid") + " = ? AND "
                + q("batch_number") + " >= 0 AND " + q("batch_number") + " < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, horizon.stream());
            statement.setString(2, horizon.output());
            statement.setLong(3, horizon.batch());
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, MarkKey key) throws SQLException {
        statement.setString(first, key.stream());
        statement.setString(first + 1, key.output());
        statement.setLong(first + 2, key.batch());
        statement.setInt(first + 3, key.partition());
    }
}
