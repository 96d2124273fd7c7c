// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.sink.jdbc.JdbcSinkBuilder;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows of five columns into a table that is empty before an insert and full before an upsert, in transactions of 20,000: by the
 * sink, exactly once; by the loop that people write in {@code foreachRDD}, a prepared batch per partition. In memory of H2, or
 * wherever {@code -Djdbc.url}, {@code jdbc.user} and {@code jdbc.password} of the forked JVM lead.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class JdbcRows {
    private static final int ROWS = 200_000;
    private static final int PARTITION = 20_000;
    private static final String URL = System.getProperty("jdbc.url", "jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1");
    private static final String USER = System.getProperty("jdbc.user", "sa");
    private static final String PASSWORD = System.getProperty("jdbc.password", "");
    private static final String INSERT = "INSERT INTO bench_rows (id, name, amount, flag, at) VALUES (?, ?, ?, ?, ?)";

    /** What is done to each row: insert, upsert. */
    @Param({"insert", "upsert"})
    public String mode;

    private List<Row> rows;
    private SinkSession<Row> session;
    private UUID stream;
    private long number;

    /** A row. */
    public record Row(long id, String name, double amount, boolean flag, Instant at) {}

    /** Opens the sink. */
    @Setup
    public void open() throws Exception {
        execute("DROP TABLE IF EXISTS bench_rows");
        execute(
                "CREATE TABLE bench_rows (id BIGINT PRIMARY KEY, name VARCHAR(100), amount DOUBLE PRECISION, flag BOOLEAN,"
                        + " at TIMESTAMP)");
        rows = LongStream.range(0, ROWS)
                .mapToObj(i -> new Row(i, "name " + i, i / 7.0, i % 2 == 0, Instant.ofEpochSecond(1_700_000_000L + i)))
                .toList();
        stream = UUID.randomUUID();
        JdbcSinkBuilder<Row> sink =
                JdbcSink.<Row>into(URL).user(USER).password(PASSWORD).table("bench_rows");
        session = (mode.equals("upsert") ? sink.upsert("id") : sink.insert())
                .build()
                .open(new SinkContext(stream, "bench", 1, Clock.system()));
    }

    /** Empties the table for inserts; the first upsert fills it. */
    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        if (mode.equals("insert")) {
            execute("DELETE FROM bench_rows");
        }
    }

    /** Closes the sink. */
    @TearDown
    public void close() throws Exception {
        session.close();
    }

    /** By the sink; a figure per row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void sink() throws Exception {
        SinkBatch batch = new SinkBatch(new BatchId(stream, ++number), new Time(number));
        List<Serializable> commits = new java.util.ArrayList<>();
        for (int from = 0; from < ROWS; from += PARTITION) {
            SinkWriter<Row> writer = session.writer(batch, from / PARTITION, 0);
            for (Row row : rows.subList(from, from + PARTITION)) {
                writer.write(row);
            }
            commits.add(writer.prepare());
        }
        session.commit(batch, commits);
    }

    /** By a prepared batch per partition; a figure per row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void preparedBatch() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (int from = 0; from < ROWS; from += PARTITION) {
                try (PreparedStatement statement = connection.prepareStatement(statement())) {
                    for (Row row : rows.subList(from, from + PARTITION)) {
                        bind(statement, row);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
                connection.commit();
            }
        }
    }

    private String statement() {
        if (mode.equals("insert")) {
            return INSERT;
        }
        return URL.startsWith("jdbc:h2:")
                ? INSERT.replace("INSERT INTO bench_rows", "MERGE INTO bench_rows")
                        .replace(") VALUES", ") KEY (id) VALUES")
                : INSERT + " ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, amount = EXCLUDED.amount,"
                        + " flag = EXCLUDED.flag, at = EXCLUDED.at";
    }

    private static void bind(PreparedStatement statement, Row row) throws SQLException {
        statement.setLong(1, row.id());
        statement.setString(2, row.name());
        statement.setDouble(3, row.amount());
        statement.setBoolean(4, row.flag());
        statement.setTimestamp(5, Timestamp.from(row.at()));
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(URL, USER, PASSWORD);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
