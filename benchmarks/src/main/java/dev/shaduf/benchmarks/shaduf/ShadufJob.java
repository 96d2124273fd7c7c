// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.StreamingContext;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import dev.shaduf.benchmarks.protocol.Words;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.spi.Sink;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A streaming context with a socket receiver per lane, or a topic, and what all programs share.
 *
 * <p>Options beside {@link Arguments#OF_CONTENDER}: {@code master}, {@code partitions} (of shuffles), {@code checkpoint} (a
 * directory in which each run makes a checkpoint directory of its own), {@code fsync} (by how many milliseconds each of its
 * syncs takes longer), {@code state} (for latency: whether a state by key is kept as well),
 * {@code sink} (for latency: {@code kafka} writes to a topic exactly once as well, {@code h2} and {@code postgresql} into a table), {@code consumers} and
 * {@code prefetch} (of the source, for topics), {@code conf} (any
 * settings, {@code key=value} joined by bars).
 */
final class ShadufJob {
    private static final Set<String> OWN_OPTIONS =
            Set.of("master", "partitions", "checkpoint", "fsync", "state", "sink", "consumers", "prefetch", "conf");
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
        for (String setting : arguments.text("conf", "").split("\\|")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                conf.set(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
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

    /** Returns the lines of all lanes, or of the topic. */
    DStream<String> lines() {
        if (arguments.has("topic")) {
            return context.stream(topic());
        }
        List<DStream<String>> lanes = new ArrayList<>();
        for (int port : arguments.ports()) {
            lanes.add(context.socketTextStream(arguments.text("host"), port));
        }
        DStream<String> first = lanes.remove(0);
        return lanes.stream().reduce(first, DStream::union);
    }

    private KafkaSource<String> topic() {
        var source = KafkaSource.strings(arguments.text("bootstrap"))
                .subscribe(arguments.text("topic"))
                .startingOffsets("earliest");
        KafkaClients.reading().forEach(source::kafka);
        if (arguments.has("consumers")) {
            source.consumers(arguments.integer("consumers", 1));
        }
        if (arguments.has("prefetch")) {
            source.prefetchBytes(arguments.number("prefetch"));
        }
        return source.build();
    }

    /** Returns a sink that writes exactly once: to the topic of the runner, or into a database. */
    Sink<Object> sink() throws IOException, SQLException {
        String kind = arguments.text("sink");
        return kind.equals("kafka") ? topicSink() : LatencyTable.in(kind);
    }

    /** Returns a sink that writes to the topic of the runner exactly once. */
    Sink<Object> topicSink() {
        var sink = KafkaSink.strings(arguments.text("bootstrap"), arguments.text("out"));
        KafkaClients.writing().forEach(sink::kafka);
        return sink.build();
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
        // What is paced begins when the stream runs, so that its start is no latency.
        boolean paced = arguments.has("report");
        announceConnected(!paced);
        context.start();
        announceConnected(paced);
        while (done.getCount() > 0) {
            if (context.awaitTerminationOrTimeout(POLL_MILLIS)) {
                throw new IllegalStateException("the context stopped by itself");
            }
        }
    }

    private void announceConnected(boolean now) {
        if (now && arguments.has("topic")) {
            Announcement.of(Kind.CONNECTED)
                    .with(Announcement.AT, EpochMicros.now())
                    .announce();
        }
    }

    /** Announces, waits to be released, and leaves without tidying up. */
    static void finish(Announcement last) {
        last.announceAndAwaitRelease();
        Runtime.getRuntime().halt(0);
    }
}
