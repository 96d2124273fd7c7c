// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.BatchRow;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.LatencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.streaming.scheduler.BatchInfo;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import scala.Tuple2;

/** Groups intended send times by key and notes how long each took to the driver. */
public final class Latency {

    private Latency() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link SparkPeer}
     * @throws InterruptedException never: nobody interrupts the main thread
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws InterruptedException, IOException {
        SparkPeer peer = SparkPeer.of(args, Tuning.SHORT_BATCHES);
        LatencyLog log = new LatencyLog(peer.arguments().number("warmup"));
        peer.lines()
                .mapToPair(line -> new Tuple2<>(LatencyLog.key(line), LatencyLog.intendedMicros(line)))
                .groupByKey(peer.partitions())
                .foreachRDD(rdd -> note(rdd.collect(), log));
        peer.context().addStreamingListener(new Batches(log));
        Completion completion = peer.runToCompletion();
        log.write(Path.of(peer.arguments().text("report")));
        SparkPeer.finish(log.describe(Announcement.of(Kind.RESULT))
                .with(Announcement.AT, completion.result().atMicros()));
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
                    TimeUnit.MILLISECONDS.toMicros(
                            (Long) batch.schedulingDelay().get()),
                    TimeUnit.MILLISECONDS.toMicros(
                            (Long) batch.processingDelay().get())));
        }
    }
}
