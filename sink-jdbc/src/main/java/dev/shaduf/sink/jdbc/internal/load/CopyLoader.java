// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Rows as a binary stream of PostgreSQL's {@code COPY}, where table, driver and values allow it; else by statements, as are few
 * rows, for which the round trips of a copy cost more than it saves.
 */
public final class CopyLoader implements Loader {
    /** The smallest number of rows that are copied. */
    public static final int LEAST_ROWS = 256;

    private static final int BYTES_AT_ONCE = 1 << 16;
    private static final int OLDEST_SERVER = 10;
    private static final boolean DRIVER_IS_THERE = isThere("org.postgresql.PGConnection");

    private final String sql;
    private final String check;
    private final BinaryForm[] forms;
    private final Loader statements;
    private volatile Fit fit = Fit.UNKNOWN;

    private enum Fit {
        UNKNOWN,
        YES,
        NO
    }

    /**
     * Loads by a copy.
     *
     * @param sql the copy
     * @param check a query for whether the table is one that can be copied into, with columns of just these forms
     * @param forms the forms of the columns
     * @param statements what loads rows that cannot be copied
     */
    public CopyLoader(String sql, String check, List<BinaryForm> forms, Loader statements) {
        this.sql = sql;
        this.check = check;
        this.forms = forms.toArray(new BinaryForm[0]);
        this.statements = statements;
    }

    /** Whether the driver's classes can be seen from here: they are the user's, and may be in another class loader or absent. */
    public static boolean isPossible() {
        return DRIVER_IS_THERE;
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, CopyLoader.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public boolean load(Connection connection, List<Row> rows) throws SQLException {
        return copied(connection, List.of(rows)) || statements.load(connection, rows);
    }

    /** One copy for all: each costs the server more than it does to go on with one. */
    @Override
    public boolean loadAll(Connection connection, List<List<Row>> parts) throws SQLException {
        return copied(connection, parts) || Loader.super.loadAll(connection, parts);
    }

    private boolean copied(Connection connection, List<List<Row>> parts) throws SQLException {
        if (parts.get(0).size() < LEAST_ROWS || !fits(connection)) {
            return false;
        }
        Optional<BinaryRows> stream = BinaryRows.of(forms, parts);
        if (stream.isPresent()) {
            copy(connection, stream.get());
        }
        return stream.isPresent();
    }

    private boolean fits(Connection connection) throws SQLException {
        if (fit == Fit.UNKNOWN) {
            boolean able = connection.getMetaData().getDatabaseMajorVersion() >= OLDEST_SERVER
                    && connection.isWrapperFor(PGConnection.class);
            fit = able && isAsExpected(connection) ? Fit.YES : Fit.NO;
        }
        return fit == Fit.YES;
    }

    private boolean isAsExpected(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(check);
                ResultSet answer = statement.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void copy(Connection connection, BinaryRows stream) throws SQLException {
        boolean copied = false;
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, stream.bytes(), BYTES_AT_ONCE);
            copied = true;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        } finally {
            fit = copied ? fit : Fit.UNKNOWN;
        }
    }

    /**
     * A number and a time of eight bytes look alike, and the server would take one for the other if the column's type had been
     * altered since. From its first copy on, the transaction holds a lock that keeps anyone from altering the table, so what is
     * found at its end was so during all of them.
     */
    @Override
    public void confirm(Connection connection) throws SQLException {
        if (!isAsExpected(connection)) {
            fit = Fit.UNKNOWN;
            throw new SQLException("the table was altered since it was looked at; its rows are written again", "40001");
        }
    }

    /** Statements say of each row what is wrong with it, and need no look at the table. */
    @Override
    public Loader forParts() {
        return statements;
    }

    @Override
    public String sql() {
        return sql;
    }
}
