// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The user's own statements. */
final class FreeSql {
    private FreeSql() {}

    /** Counts placeholders as the driver sees them; -1 where it cannot tell. A statement with an error is thrown as such. */
    static int placeholders(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.getParameterMetaData().getParameterCount();
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("42")) {
                throw e;
            }
            return -1;
        } finally {
            connection.rollback();
        }
    }
}
