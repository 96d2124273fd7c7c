// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.DroppedFiles;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** Counts the words of files that appear in a directory, per batch, and adds them up on the driver. */
public final class FileWordCount {

    private FileWordCount() {}

    /**
     * Counts until all words are through, and announces.
     *
     * @param args {@link DroppedFiles#OPTIONS}
     * @throws Exception if a batch fails
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(DroppedFiles.OPTIONS, args);
        WordTally totals = new WordTally();
        SparkConf conf = new SparkConf()
                .setAppName("peer")
                .setMaster(arguments.text("master", "local[2]"))
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        Announcement result;
        try (DroppedFiles dropped = DroppedFiles.of(arguments)) {
            JavaStreamingContext context =
                    new JavaStreamingContext(conf, new Duration(arguments.number("batch", 1_000)));
            AtomicLong left = new AtomicLong(arguments.number("words"));
            CountDownLatch done = new CountDownLatch(1);
            WordCounts.of(
                            context.textFileStream(dropped.watched().toUri().toString()),
                            arguments.integer("partitions", 2))
                    .foreachRDD(rdd -> rdd.collect().forEach(count -> {
                        totals.add(count._1(), count._2());
                        if (left.addAndGet(-count._2()) <= 0) {
                            done.countDown();
                        }
                    }));
            context.start();
            // Before its first batch Spark has no notion of what is new.
            Thread.sleep(3_000);
            long begun = dropped.drop();
            done.await();
            result = Announcement.of(Kind.RESULT).with("begunMicros", begun).with(Announcement.AT, EpochMicros.now());
            context.stop(true, false);
        }
        totals.describe(result).announceAndAwaitRelease();
        Runtime.getRuntime().halt(0);
    }
}
