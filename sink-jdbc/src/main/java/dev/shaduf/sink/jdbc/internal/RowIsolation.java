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

    /** Returns whether the loader must confirm what it loaded. */
    boolean load(Plan plan, List<Row> rows) throws SQLException {
        return load(plan, plan.loader(), rows);
    }

    private boolean load(Plan plan, Loader loader, List<Row> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean toConfirm;
        try {
            toConfirm = loader.load(connection, rows);
        } catch (SQLException e) {
            if (dialect.classify(e) != Failure.ROW) {
                throw e;
            }
            connection.rollback(before);
            return split(plan, rows, e);
        }
        release(before);
        return toConfirm;
    }

    private boolean split(Plan plan, List<Row> rows, SQLException error) throws SQLException {
        if (rows.size() == 1) {
            rejects.add(plan, rows.get(0), error);
            return false;
        }
        int half = rows.size() / 2;
        boolean first = load(plan, plan.loader().forParts(), rows.subList(0, half));
        return load(plan, plan.loader().forParts(), rows.subList(half, rows.size())) || first;
    }

    private void release(Savepoint savepoint) {
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            Quiet.ignore(e); // not every driver can; the end of the transaction releases it
        }
    }
}
