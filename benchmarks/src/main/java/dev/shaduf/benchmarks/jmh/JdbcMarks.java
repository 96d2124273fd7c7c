// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.benchmarks.protocol.JdbcRow;
import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.H2Server;
import dev.shaduf.jdbc.servers.PostgresServer;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of one partition of a few rows into servers that this starts, with marks and without: the difference is what the marks of
 * a partition and of its batch cost.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 7, time = 3)
public class JdbcMarks {
    private static final int ROWS = 10;

    /** The server. */
    @Param({"postgresql", "h2"})
    public String database;

    /** Whether batches are marked. */
    @Param({"true", "false"})
    public boolean marks;

    private DatabaseServer server;
    private SinkSession<JdbcRow> session;
    private List<JdbcRow> rows;
    private UUID stream;
    private long number;

    /** Starts the server and opens the sink. */
    @Setup
    public void open() throws Exception {
        server = start();
        server.create("marks");
        stream = UUID.randomUUID();
        rows = LongStream.range(0, ROWS).mapToObj(JdbcRow::of).toList();
        session = JdbcSink.<JdbcRow>into(server.url("marks"))
                .user(server.user())
                .password(server.password())
                .table("bench_rows")
                .autoCreate()
                .upsert("id")
                .failOnBadRow()
                .guarantee(marks ? Guarantee.EXACTLY_ONCE : Guarantee.AT_LEAST_ONCE)
                .build()
                .open(new SinkContext(stream, "bench", 1, Clock.system()));
    }

    private DatabaseServer start() throws IOException {
        Path folder = Path.of("target", "databases");
        return database.equals("h2") ? H2Server.start(folder) : PostgresServer.start(folder);
    }

    /** Closes all. */
    @TearDown
    public void close() throws Exception {
        session.close();
        server.close();
    }

    /** One batch. */
    @Benchmark
    public void batch() throws Exception {
        SinkBatch batch = new SinkBatch(new BatchId(stream, ++number), new Time(number));
        SinkWriter<JdbcRow> writer = session.writer(batch, 0, 0);
        for (JdbcRow row : rows) {
            writer.write(row);
        }
        session.commit(batch, List.of(writer.prepare()));
    }
}
