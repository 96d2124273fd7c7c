// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.StreamingContext;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.Words;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A streaming context with a socket receiver per lane, and what all programs share.
 *
 * <p>Options beside {@link Arguments#OF_CONTENDER}: {@code master}, {@code partitions} (of shuffles), {@code checkpoint} (a
 * directory in which each run makes a checkpoint directory of its own), {@code fsync} (by how many milliseconds each of its
 * syncs takes longer), {@code state} (for latency: whether a state by key
 * is kept as well), {@code database} ({@code postgresql} or {@code h2}, for latency: rows go into a server of it, exactly once).
 */
final class ShadufJob {
    private static final Set<String> OWN_OPTIONS =
            Set.of("master", "partitions", "checkpoint", "fsync", "state", "database");
    private static final int POLL_MILLIS = 20;

    private final Arguments arguments;
    private final StreamingContext context;

    private ShadufJob(Arguments arguments, StreamingContext context) {
        this.arguments = arguments;
        this.context = context;
    }

    static ShadufJob of(String[] args, long defaultIntervalMillis) {
        Set<String> known = new HashSet<>(Arguments.OF_CONTENDER);
        known.addAll(OWN_OPTIONS);
        Arguments arguments = Arguments.parse(known, args);
        StreamingConf conf = new StreamingConf()
                .setAppName("bench")
                .setMaster(arguments.text("master", "local[2]"))
                .setIfMissing("shaduf.stop.on.shutdown", "false");
        long interval = arguments.number("batch", defaultIntervalMillis);
        String checkpoint = arguments.text("checkpoint", "");
        if (!checkpoint.isEmpty()) {
            String directory = checkpoint + "/" + UUID.randomUUID();
            long fsync = arguments.number("fsync", 0);
            conf.set("shaduf.checkpoint.dir", fsync == 0 ? directory : "faulty:" + directory + "?syncMillis=" + fsync);
        }
        return new ShadufJob(arguments, new StreamingContext(conf, Durations.milliseconds(interval)));
    }

    Arguments arguments() {
        return arguments;
    }

    StreamingContext context() {
        return context;
    }

    int partitions() {
        return arguments.integer("partitions", 2);
    }

    /** Returns the lines of all lanes. */
    DStream<String> lines() {
        List<DStream<String>> lanes = new ArrayList<>();
        for (int port : arguments.ports()) {
            lanes.add(context.socketTextStream(arguments.text("host"), port));
        }
        DStream<String> first = lanes.remove(0);
        return lanes.stream().reduce(first, DStream::union);
    }

    /** Returns the counts of words per batch, as every tutorial has them. */
    PairDStream<String, Long> wordCounts() {
        return lines().flatMap(line -> Words.of(line).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum, partitions());
    }

    /** Runs until batches with all lines are complete; returns how many lines, and when. */
    Completion runToCompletion() throws InterruptedException {
        Completion completion = new Completion(arguments.number("lines"));
        context.addStreamingListener(completion);
        runUntil(completion.done());
        return completion;
    }

    /** Runs until {@code done} is counted down. */
    void runUntil(CountDownLatch done) throws InterruptedException {
        context.start();
        while (done.getCount() > 0) {
            if (context.awaitTerminationOrTimeout(POLL_MILLIS)) {
                throw new IllegalStateException("the context stopped by itself");
            }
        }
    }

    /** Announces, waits to be released, and leaves without tidying up. */
    static void finish(Announcement last) {
        last.announceAndAwaitRelease();
        Runtime.getRuntime().halt(0);
    }
}
