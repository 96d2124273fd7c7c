// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection for the time of a transaction. Closing it without a commit undoes it. Not safe for use by several threads. */
final class Transaction implements AutoCloseable {
    private final Connections connections;
    private final Connection connection;
    private boolean committed;

    private Transaction(Connections connections, Connection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    static Transaction begin(Connections connections) throws SQLException, InterruptedException {
        return new Transaction(connections, connections.take());
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
        committed = true;
        makeDurable();
    }

    /** Has everything that was committed so far, by whomever, outlive the database's process. */
    void makeDurable() throws SQLException {
        String sql = connections.dialect().durabilitySql();
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(
                    "what was committed could not be made durable by " + sql + ": " + e.getMessage(),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
    }

    @Override
    public void close() {
        boolean broken = false;
        if (!committed) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                Quiet.ignore(e);
                broken = true;
            }
        }
        connections.giveBack(connection, broken);
    }
}
