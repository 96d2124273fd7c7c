// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.BatchRow;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.LatencyLog;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Groups intended send times by key and notes how long each took to the driver. */
public final class Latency {
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
        PairDStream<String, Iterable<Long>> groups = sent.groupByKey(job.partitions());
        if (job.arguments().has("sink")) {
            groups.map(group -> group._1()).sinkTo(job.sink());
            AtCompletion pending = new AtCompletion(log);
            groups.foreachRDD((rdd, time) -> pending.add(time, rdd.collect()));
            job.context().addStreamingListener(pending);
        } else {
            groups.foreachRDD(rdd -> note(rdd.collect(), EpochMicros.now(), log));
        }
        job.context().addStreamingListener(new Batches(log));
        Completion completion = job.runToCompletion();
        log.write(Path.of(job.arguments().text("report")));
        LatencyTable.end();
        ShadufJob.finish(log.describe(completion.result()));
    }

    private static void note(List<Tuple2<String, Iterable<Long>>> groups, long now, LatencyLog log) {
        groups.forEach(group -> group._2().forEach(intended -> log.record(intended, now)));
    }

    /** Notes records when their batch, with all its outputs, is complete. */
    private record AtCompletion(LatencyLog log, Map<Time, List<Tuple2<String, Iterable<Long>>>> pending)
            implements StreamingListener {
        AtCompletion(LatencyLog log) {
            this(log, new ConcurrentHashMap<>());
        }

        void add(Time time, List<Tuple2<String, Iterable<Long>>> groups) {
            pending.put(time, groups);
        }

        @Override
        public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
            BatchInfo batch = completed.batchInfo();
            List<Tuple2<String, Iterable<Long>>> groups = pending.remove(batch.batchTime());
            if (groups != null) {
                note(groups, TimeUnit.MILLISECONDS.toMicros(batch.processingEndTime()), log);
            }
        }
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
