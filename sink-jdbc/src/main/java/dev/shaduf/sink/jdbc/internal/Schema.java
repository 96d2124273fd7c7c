// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.table.Table;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds tables, and creates those that are missing. */
final class Schema {
    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    Optional<Table> find(Connection connection, TableName name) throws SQLException {
        return new Tables(connection, dialect::quote, dialect.schemasAreCatalogs()).find(name);
    }

    /** Finds a table or creates it, each in a transaction of its own; somebody else may do the same at the same time. */
    Table findOrCreate(Connection connection, OwnTable own) throws SQLException {
        Optional<Table> known = find(connection, own.name());
        connection.rollback();
        return known.isPresent() ? known.get() : create(connection, own);
    }

    private Table create(Connection connection, OwnTable own) throws SQLException {
        TableName name =
                new TableName(own.name().schema(), dialect.fold(own.name().name()));
        String sql = dialect.createTable() + " " + dialect.quote(name) + " (" + own.body() + ")";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            Optional<Table> theirs = find(connection, name);
            if (theirs.isPresent()) {
                return theirs.get();
            }
            throw new SQLException(
                    "table " + name + " could not be created: " + e.getMessage() + ". Create it by hand: " + sql,
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
        return find(connection, name)
                .orElseThrow(() -> new SQLException("table " + name + " was created, but is not in the catalog"));
    }
}
