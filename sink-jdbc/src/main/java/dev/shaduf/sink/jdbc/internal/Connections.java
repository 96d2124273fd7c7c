// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections. Who wants one more waits without limit for another to come back, in order, so that many
 * partitions and few connections are slow but never an error. Safe for use by many threads.
 */
final class Connections implements AutoCloseable {
    private static final long LOGIN_MILLIS = 10_000;
    /** How much longer who waits for a login does, to be told why it failed. */
    private static final long PATIENCE_MILLIS = 1_000;

    private static final long IDLE_MILLIS = 60_000;
    private static final Executor SAME_THREAD = Runnable::run;

    private final DataSource source;
    private final @Nullable HikariDataSource pool;
    private final Semaphore permits;
    private final Dialect dialect;
    private final int timeoutMillis;

    private Connections(DataSource source, @Nullable HikariDataSource pool, Database database, Tuning tuning)
            throws SQLException {
        this.source = source;
        this.pool = pool;
        this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, tuning.timeout().milliseconds());
        String chosen = database.dialect();
        if (chosen == null) {
            try (Connection connection = connect()) {
                this.dialect = Dialects.of(connection);
            }
        } else {
            this.dialect = Dialects.of(chosen);
        }
        this.permits = new Semaphore(Math.min(tuning.connections(), dialect.mostWriters()), true);
    }

    /**
     * Connects once.
     *
     * @throws ConfigurationException if the driver is not there
     * @throws SQLException if the database cannot be reached, or refuses the user
     */
    static Connections open(String sink, Database database, Tuning tuning) throws SQLException {
        DataSource given = database.dataSource();
        if (given != null) {
            return new Connections(given, null, database, tuning);
        }
        HikariDataSource pool = pool(sink, database, tuning);
        try {
            return new Connections(pool, pool, database, tuning);
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(String sink, Database database, Tuning tuning) throws SQLException {
        Drivers.missing(String.valueOf(database.url())).ifPresent(fault -> {
            throw new ConfigurationException("sink " + sink, List.of(fault));
        });
        try {
            return new HikariDataSource(config(sink, database, tuning));
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException reason) {
                throw reason;
            }
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static HikariConfig config(String sink, Database database, Tuning tuning) throws SQLException {
        long answer = Math.min(Integer.MAX_VALUE, tuning.timeout().milliseconds());
        long login = Math.min(LOGIN_MILLIS, answer);
        HikariConfig config = new HikariConfig();
        config.setPoolName("shaduf-" + sink);
        config.setMaximumPoolSize(tuning.connections());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(login + PATIENCE_MILLIS);
        Map<String, String> properties = new HashMap<>();
        Dialects.idOf(String.valueOf(database.url())).map(Dialects::of).ifPresent(dialect -> {
            properties.putAll(dialect.properties());
            config.setAutoCommit(dialect.locksInTransaction());
            if (!dialect.connectionSql().isEmpty()) {
                config.setConnectionInitSql(dialect.connectionSql());
            }
            if (dialect.hasIsolationLevels()) {
                config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            }
        });
        config.setDataSource(DriverSource.of(database, properties, login, answer));
        return config;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Waits for a connection; in a transaction that has not begun. */
    Connection take() throws SQLException, InterruptedException {
        permits.acquire();
        try {
            Connection connection = connect();
            prepare(connection);
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    /** There is a place in the pool for each permit; so if it gave no connection in time, none could be made. */
    private Connection connect() throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw pool != null && e.getCause() instanceof SQLException reason ? reason : e;
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try {
            if (connection.getAutoCommit()) {
                connection.setAutoCommit(false);
            }
            if (pool == null) {
                execute(connection, dialect.connectionSql());
            }
            connection.setNetworkTimeout(SAME_THREAD, timeoutMillis);
        } catch (SQLFeatureNotSupportedException e) {
            return; // an embedded database has no network
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Gives a connection back; one that is broken, or still in a transaction, is closed for good. */
    void giveBack(Connection connection, boolean broken) {
        try {
            if (pool == null) {
                leave(connection, broken);
            } else if (broken) {
                pool.evictConnection(connection);
            } else {
                connection.close();
            }
        } catch (SQLException e) {
            Quiet.ignore(e);
        } finally {
            permits.release();
        }
    }

    /** A pool of the user's wants a connection as it was, and counts it as taken until it is closed, however broken it is. */
    private void leave(Connection connection, boolean broken) throws SQLException {
        try (connection) {
            if (broken) {
                connection.abort(SAME_THREAD);
            } else {
                execute(connection, dialect.restoringSql());
                connection.setAutoCommit(true);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        if (!sql.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
