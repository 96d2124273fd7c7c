// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Duration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Reads the rows of a query, by a connection for each time. Safe for use by many threads. */
public final class Reading<K, V> {
    private static final int ROWS_AT_ONCE = 10_000;

    private final Database database;
    private final String query;
    private final Function<ResultSet, Tuple2<K, V>> row;
    private final int timeoutMillis;

    public Reading(Database database, String query, Function<ResultSet, Tuple2<K, V>> row, Duration timeout) {
        this.database = database;
        this.query = query;
        this.row = row;
        this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeout.milliseconds());
    }

    private interface Use<R> {
        R of(ResultSet rows) throws Exception;
    }

    public Map<K, V> rows() throws SQLException {
        return read(query, rows -> {
            Map<K, V> read = new HashMap<>();
            while (rows.next()) {
                Tuple2<K, V> pair = row.call(rows);
                if (pair == null || pair._1() == null || pair._2() == null) {
                    throw new SQLException("a row was read as " + pair
                            + ", but keys and values may not be null; have the query leave such rows out");
                }
                read.put(pair._1(), pair._2());
            }
            return read;
        });
    }

    /** The first value of a query, as text. */
    public String version(String sql) throws SQLException {
        return read(sql, rows -> rows.next() ? String.valueOf(rows.getString(1)) : "no row");
    }

    private <R> R read(String sql, Use<R> use) throws SQLException {
        try (Connection connection = DriverSource.of(database, Map.of(), timeoutMillis, timeoutMillis)
                .getConnection()) {
            limit(connection);
            // Within a transaction PostgreSQL's driver fetches rows when they are wanted, and otherwise all before the
            // first.
            connection.setAutoCommit(false);
            R read = read(connection, sql, use);
            connection.rollback();
            return read;
        } catch (SQLException e) {
            SQLException hidden = database.secrets().hide(e);
            throw new SQLException(
                    "lookup in " + database + " failed: " + hidden.getMessage() + "; the query is: " + sql,
                    hidden.getSQLState(),
                    hidden.getErrorCode(),
                    hidden);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException("lookup in " + database + " failed: a row could not be read: " + e, e);
        }
    }

    private static <R> R read(Connection connection, String sql, Use<R> use) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return use.of(rows);
            }
        }
    }

    private void limit(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        } catch (SQLFeatureNotSupportedException e) {
            Quiet.ignore(e); // an embedded database has no network
        }
    }
}
