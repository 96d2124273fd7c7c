// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.StreamingContext;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.DroppedFiles;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import dev.shaduf.benchmarks.protocol.Words;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.file.FileSource;
import dev.shaduf.time.Durations;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

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
        StreamingConf conf = new StreamingConf()
                .setAppName("bench")
                .setMaster(arguments.text("master", "local[2]"))
                .setIfMissing("shaduf.stop.on.shutdown", "false");
        Announcement result;
        try (DroppedFiles dropped = DroppedFiles.of(arguments);
                StreamingContext context =
                        new StreamingContext(conf, Durations.milliseconds(arguments.number("batch", 1_000)))) {
            AtomicLong left = new AtomicLong(arguments.number("words"));
            CountDownLatch done = new CountDownLatch(1);
            context.stream(FileSource.text(dropped.watched().toString())
                            .settle(Durations.milliseconds(0))
                            .listInterval(Durations.milliseconds(100))
                            .build())
                    .flatMap(line -> Words.of(line).iterator())
                    .mapToPair(word -> new Tuple2<>(word, 1L))
                    .reduceByKey(Long::sum, arguments.integer("partitions", 2))
                    .foreachRDD(rdd -> rdd.collect().forEach(count -> {
                        totals.add(count._1(), count._2());
                        if (left.addAndGet(-count._2()) <= 0) {
                            done.countDown();
                        }
                    }));
            context.start();
            long begun = dropped.drop();
            done.await();
            result = Announcement.of(Kind.RESULT).with("begunMicros", begun).with(Announcement.AT, EpochMicros.now());
            context.stop();
        }
        totals.describe(result).announceAndAwaitRelease();
    }
}
