// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Failure;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.row.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Finds the rows that the database refuses, by halves: what is loaded before and after them stays. */
final class RowIsolation {
    private final Connection connection;
    private final Dialect dialect;
    private final Rejects rejects;

    /** Takes rows that are refused. */
    interface Rejects {
        void add(Plan plan, Row row, SQLException error) throws SQLException;
    }

    RowIsolation(Connection connection, Dialect dialect, Rejects rejects) {
        this.connection = connection;
        this.dialect = dialect;
        this.rejects = rejects;
    }

    void load(Plan plan, List<Row> rows) throws SQLException {
        load(plan, plan.loader(), rows);
    }

    private void load(Plan plan, Loader loader, List<Row> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            loader.load(connection, rows);
        } catch (SQLException e) {
            if (dialect.classify(e) != Failure.ROW) {
                throw e;
            }
            connection.rollback(before);
            split(plan, rows, e);
            return;
        }
        release(before);
    }

    private void split(Plan plan, List<Row> rows, SQLException error) throws SQLException {
        if (rows.size() == 1) {
            rejects.add(plan, rows.get(0), error);
            return;
        }
        int half = rows.size() / 2;
        load(plan, plan.loader().forParts(), rows.subList(0, half));
        load(plan, plan.loader().forParts(), rows.subList(half, rows.size()));
    }

    private void release(Savepoint savepoint) {
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            Quiet.ignore(e); // not every driver can; the end of the transaction releases it
        }
    }
}
