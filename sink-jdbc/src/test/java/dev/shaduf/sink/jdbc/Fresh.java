// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that nobody else uses. */
record Fresh(String url, String user, String password, TestDatabase kind) {
    <T> JdbcSinkBuilder<T> sink() {
        JdbcSinkBuilder<T> builder = JdbcSink.into(url);
        return user.isEmpty() ? builder : builder.user(user).password(password);
    }

    Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Reads rows, each a list of texts; null is "null". */
    List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Reads one number. */
    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0).get(0));
    }
}
