// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL forbids a row, by a policy of row-level security, with the same SQLState as a table. Which of them is meant is told, in
 * whatever language the server speaks, by the function of the server that raised the error.
 */
final class ForbiddenRow {
    private static final String FORBIDDEN = "42501";
    private static final String CHECK_OF_ROWS = "ExecWithCheckOptions";

    private ForbiddenRow() {}

    static boolean isMeantBy(SQLException error) {
        SQLException reason = error.getNextException() == null ? error : error.getNextException();
        return FORBIDDEN.equals(reason.getSQLState()) && CopyLoader.isPossible() && Raised.byRow(reason);
    }

    /** Is loaded only if the driver's classes can be seen. */
    private static final class Raised {
        static boolean byRow(SQLException error) {
            ServerErrorMessage message =
                    error instanceof PSQLException ofServer ? ofServer.getServerErrorMessage() : null;
            String routine = message == null ? null : message.getRoutine();
            return CHECK_OF_ROWS.equals(routine);
        }
    }
}
