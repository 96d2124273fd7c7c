// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.BatchRow;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.LatencyLog;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.H2Server;
import dev.shaduf.jdbc.servers.PostgresServer;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.sink.jdbc.JdbcSink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Groups intended send times by key and notes how long each took to the driver. */
public final class Latency {
    private static final String DATABASE = "latency";

    private Latency() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link ShadufJob}
     * @throws InterruptedException never: nobody interrupts the main thread
     * @throws IOException if the report cannot be written, or a server does not start
     * @throws SQLException if a server refuses what is to be done
     */
    public static void main(String[] args) throws InterruptedException, IOException, SQLException {
        ShadufJob job = ShadufJob.of(args, 5);
        LatencyLog log = new LatencyLog(job.arguments().number("warmup"));
        PairDStream<String, Long> sent =
                job.lines().mapToPair(line -> new Tuple2<>(LatencyLog.key(line), LatencyLog.intendedMicros(line)));
        if (job.arguments().text("state", "false").equals("true")) {
            sent.<Long, Long>mapWithState(StateSpec.function((key, value, state) -> {
                        long count = state.getOption().orElse(0L) + 1;
                        state.update(count);
                        return count;
                    }))
                    .foreachRDD(rdd -> rdd.count());
        }
        if (job.arguments().has("database")) {
            // Outputs run in order: what is noted below is in the table.
            sent.map(record -> new Sent(record._1(), record._2()))
                    .sinkTo(table(job.arguments().text("database")))
                    .uid("table");
        }
        sent.groupByKey(job.partitions()).foreachRDD(rdd -> note(rdd.collect(), log));
        job.context().addStreamingListener(new Batches(log));
        Completion completion = job.runToCompletion();
        log.write(Path.of(job.arguments().text("report")));
        ShadufJob.finish(log.describe(completion.result()));
    }

    /** A row. */
    private record Sent(String key, long micros) {}

    private static JdbcSink<Sent> table(String database) throws IOException, SQLException {
        Path folder = Path.of("target", "databases");
        // Its process ends with this one.
        DatabaseServer server = database.equals("h2") ? H2Server.start(folder) : PostgresServer.start(folder);
        server.create(DATABASE);
        return JdbcSink.<Sent>into(server.url(DATABASE))
                .user(server.user())
                .password(server.password())
                .table("sent")
                .records(Sent.class)
                .autoCreate()
                .build();
    }

    private static void note(List<Tuple2<String, Iterable<Long>>> groups, LatencyLog log) {
        long now = EpochMicros.now();
        groups.forEach(group -> group._2().forEach(intended -> log.record(intended, now)));
    }

    /** Notes the delays of each batch. */
    private record Batches(LatencyLog log) implements StreamingListener {
        @Override
        public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
            BatchInfo batch = completed.batchInfo();
            log.batch(new BatchRow(
                    batch.batchTime().milliseconds(),
                    batch.numRecords(),
                    batch.schedulingDelayNanos() / 1_000,
                    batch.processingDelayNanos() / 1_000));
        }
    }
}
