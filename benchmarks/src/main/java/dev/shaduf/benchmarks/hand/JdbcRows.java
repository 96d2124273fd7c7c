// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.JdbcJob;
import dev.shaduf.benchmarks.protocol.JdbcRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads rows: two threads, each with a connection, which take the next partition each and write it in one transaction together
 * with a mark, by the statements that are best for the database.
 */
public final class JdbcRows {
    private static final int THREADS = 2;
    private static final String MARK = "INSERT INTO bench_marks (number, at) VALUES (?, CURRENT_TIMESTAMP)";

    private final JdbcJob job;
    private final AtomicLong next = new AtomicLong();

    private JdbcRows(JdbcJob job) {
        this.job = job;
    }

    /**
     * Loads and announces.
     *
     * @param args {@link JdbcJob#OPTIONS}
     * @throws Exception if the database refuses something
     */
    public static void main(String[] args) throws Exception {
        JdbcRows rows = new JdbcRows(JdbcJob.of(Arguments.parse(JdbcJob.OPTIONS, args)));
        rows.job.prepare();
        try (Connection connection = rows.job.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_marks");
            statement.execute("CREATE TABLE bench_marks (number BIGINT PRIMARY KEY, at TIMESTAMP)");
        }
        long begun = EpochMicros.now();
        rows.load();
        rows.job.result(begun, EpochMicros.now()).announceAndAwaitRelease();
    }

    private void load() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Boolean> loop = this::loadNext;
            for (Future<Boolean> loaded : threads.invokeAll(List.of(loop, loop))) {
                loaded.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean loadNext() throws SQLException {
        try (Connection connection = job.connect();
                PreparedStatement mark = connection.prepareStatement(MARK);
                RowStatement statement = statement(connection)) {
            connection.setAutoCommit(false);
            for (long from = take(); from < job.rows(); from = take()) {
                mark.setLong(1, from);
                mark.executeUpdate();
                long until = Math.min(job.rows(), from + job.partition());
                for (long id = from; id < until; id += statement.most()) {
                    statement.load(id, Math.min(until, id + statement.most()));
                }
                connection.commit();
                makeDurable(connection);
            }
            return true;
        }
    }

    private RowStatement statement(Connection connection) throws SQLException {
        if (!job.isPostgres()) {
            return new BatchStatement(connection.prepareStatement(job.statement()));
        }
        return job.upsert() ? new ArrayStatement(job, connection) : new CopyStatement(connection);
    }

    /** H2 keeps what was committed in memory for a while, and a checkpoint does not wait for what is written in the background. */
    private void makeDurable(Connection connection) throws SQLException {
        if (!job.isPostgres()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET WRITE_DELAY 0; CHECKPOINT SYNC");
            }
        }
    }

    private long take() {
        return next.getAndAdd(job.partition());
    }

    /** Many rows at once. */
    private interface RowStatement extends AutoCloseable {
        /** How many rows at most. */
        default int most() {
            return JdbcJob.STATEMENT_ROWS;
        }

        void load(long from, long until) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** A batch of statements of one row each. */
    private record BatchStatement(PreparedStatement statement) implements RowStatement {
        @Override
        public void load(long from, long until) throws SQLException {
            for (long id = from; id < until; id++) {
                JdbcRow row = JdbcRow.of(id);
                statement.setLong(1, row.id());
                statement.setString(2, row.name());
                statement.setDouble(3, row.amount());
                statement.setBoolean(4, row.flag());
                statement.setObject(5, LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    /** A copy in binary, one for a partition. */
    private record CopyStatement(Connection connection) implements RowStatement {
        private static final String COPY = "COPY bench_rows (id, name, amount, flag, at) FROM STDIN (FORMAT binary)";
        private static final byte[] HEAD = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        private static final int ROW_BYTES = 100;
        private static final long SECONDS_OF_2000 = 946_684_800L;
        private static final long MICROS = 1_000_000L;

        @Override
        public int most() {
            return Integer.MAX_VALUE / ROW_BYTES / 2;
        }

        @Override
        public void load(long from, long until) throws SQLException {
            ByteBuffer rows = ByteBuffer.allocate(HEAD.length + (int) (until - from) * ROW_BYTES);
            rows.put(HEAD);
            for (long id = from; id < until; id++) {
                JdbcRow row = JdbcRow.of(id);
                byte[] name = row.name().getBytes(StandardCharsets.UTF_8);
                rows.putShort((short) 5).putInt(Long.BYTES).putLong(row.id());
                rows.putInt(name.length).put(name);
                rows.putInt(Double.BYTES).putDouble(row.amount());
                rows.putInt(1).put((byte) (row.flag() ? 1 : 0));
                rows.putInt(Long.BYTES).putLong((row.at().getEpochSecond() - SECONDS_OF_2000) * MICROS);
            }
            rows.putShort((short) -1);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            copy.writeToCopy(rows.array(), 0, rows.position());
            copy.endCopy();
        }

        @Override
        public void close() {}
    }

    /** One statement with an array for each column. */
    private static final class ArrayStatement implements RowStatement {
        private final Connection connection;
        private final PreparedStatement statement;

        ArrayStatement(JdbcJob job, Connection connection) throws SQLException {
            this.connection = connection;
            this.statement = connection.prepareStatement(
                    "INSERT INTO bench_rows (id, name, amount, flag, at) SELECT i, n, a, f, t::timestamp"
                            + " FROM unnest(?::int8[], ?::text[], ?::float8[], ?::bool[], ?::text[]) AS u(i, n, a, f, t)"
                            + (job.upsert() ? job.onConflict() : ""));
        }

        @Override
        public void load(long from, long until) throws SQLException {
            int count = (int) (until - from);
            Long[] ids = new Long[count];
            String[] names = new String[count];
            Double[] amounts = new Double[count];
            Boolean[] flags = new Boolean[count];
            String[] times = new String[count];
            for (int i = 0; i < count; i++) {
                JdbcRow row = JdbcRow.of(from + i);
                ids[i] = row.id();
                names[i] = row.name();
                amounts[i] = row.amount();
                flags[i] = row.flag();
                times[i] = row.at().toString();
            }
            statement.setArray(1, connection.createArrayOf("int8", ids));
            statement.setArray(2, connection.createArrayOf("text", names));
            statement.setArray(3, connection.createArrayOf("float8", amounts));
            statement.setArray(4, connection.createArrayOf("bool", flags));
            statement.setArray(5, connection.createArrayOf("text", times));
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
