// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the standard's SQLState, whose first two characters are the class of an error. */
final class SqlStates {
    /** Cardinality, data, integrity, check option, raised by a trigger (PostgreSQL, standard). */
    private static final Set<String> OF_ROWS = Set.of("21", "22", "23", "44", "P0", "45");
    /**
     * Connection, rolled back, out of resources, object in use, operator's intervention, system error, time-out; and
     * 25006, a database that is read-only because another one took over.
     */
    private static final Set<String> TRANSIENT = Set.of("08", "40", "53", "55", "57", "58", "HYT00", "HYT01", "25006");

    private SqlStates() {}

    static Failure classify(SQLException error) {
        String state = state(error);
        if (matches(OF_ROWS, state)) {
            return Failure.ROW;
        }
        boolean later = error instanceof SQLTransientException || error instanceof SQLRecoverableException;
        return later || matches(TRANSIENT, state) ? Failure.TRANSIENT : Failure.PERMANENT;
    }

    private static boolean matches(Set<String> set, String state) {
        return set.contains(state) || (state.length() >= 2 && set.contains(state.substring(0, 2)));
    }

    private static String state(SQLException error) {
        String state = error.getSQLState();
        SQLException next = error.getNextException();
        boolean better = error instanceof BatchUpdateException && next != null && next.getSQLState() != null;
        return orEmpty(better && next != null ? next.getSQLState() : state);
    }

    private static String orEmpty(@Nullable String state) {
        return state == null ? "" : state;
    }
}
