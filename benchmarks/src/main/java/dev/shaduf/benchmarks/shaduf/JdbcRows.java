// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.StreamingContext;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.JdbcJob;
import dev.shaduf.benchmarks.protocol.JdbcRow;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.sink.jdbc.JdbcSinkBuilder;
import dev.shaduf.time.Durations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Rows into a table, in batches of four partitions, with a checkpoint directory: by the sink, exactly once, or with {@code
 * --output foreach} by what everybody writes in {@code foreachRDD}, a prepared batch per partition, at least once.
 */
public final class JdbcRows {
    private static final int PARTITIONS = 4;

    private JdbcRows() {}

    /**
     * Writes until all rows are in, and announces.
     *
     * @param args {@link JdbcJob#OPTIONS}
     * @throws Exception if a batch fails
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(JdbcJob.OPTIONS, args);
        JdbcJob job = JdbcJob.of(arguments);
        job.prepare();
        StreamingConf conf = new StreamingConf()
                .setAppName("bench")
                .setMaster("local[2]")
                .set("shaduf.checkpoint.dir", arguments.text("checkpoint") + "/" + UUID.randomUUID())
                .set("shaduf.stop.on.shutdown", "false");
        try (StreamingContext context = new StreamingContext(conf, Durations.milliseconds(10))) {
            DStream<JdbcRow> rows = context.stream(
                            new NumberSource(job.rows(), (long) PARTITIONS * job.partition(), job.partition()))
                    .map(JdbcRow::of);
            if (arguments.text("output", "sink").equals("foreach")) {
                rows.foreachRDD(rdd -> rdd.foreachPartition(partition -> naive(job, partition)));
            } else {
                rows.sinkTo(sink(job)).uid("rows");
            }
            Completion completion = new Completion(job.rows());
            context.addStreamingListener(completion);
            long begun = EpochMicros.now();
            await(context, completion.done());
            job.result(begun, completion.doneMicros()).announceAndAwaitRelease();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void await(StreamingContext context, CountDownLatch done) throws InterruptedException {
        context.start();
        while (done.getCount() > 0) {
            if (context.awaitTerminationOrTimeout(5)) {
                throw new IllegalStateException("the context stopped by itself");
            }
        }
    }

    private static JdbcSink<JdbcRow> sink(JdbcJob job) {
        JdbcSinkBuilder<JdbcRow> builder = JdbcSink.<JdbcRow>into(job.url())
                .user(JdbcJob.USER)
                .password(JdbcJob.USER)
                .table("bench_rows");
        return job.upsert() ? builder.upsert("id").build() : builder.build();
    }

    private static void naive(JdbcJob job, Iterator<JdbcRow> partition) throws SQLException {
        try (Connection connection = job.connect();
                PreparedStatement statement = connection.prepareStatement(job.statement())) {
            connection.setAutoCommit(false);
            while (partition.hasNext()) {
                JdbcRow row = partition.next();
                statement.setLong(1, row.id());
                statement.setString(2, row.name());
                statement.setDouble(3, row.amount());
                statement.setBoolean(4, row.flag());
                statement.setTimestamp(5, Timestamp.from(row.at()));
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }
}
