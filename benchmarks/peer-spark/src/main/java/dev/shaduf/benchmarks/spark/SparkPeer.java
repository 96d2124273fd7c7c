// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.spark.SparkConf;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.kafka010.ConsumerStrategies;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;

/**
 * A Spark Streaming context with a socket receiver per lane, or a direct stream of a topic, and the tuning that all Spark programs share.
 *
 * <p>Options beside {@link Arguments#OF_CONTENDER}: {@code master}, {@code blockInterval} (such as {@code 100ms}),
 * {@code storage} (a storage level by name), {@code partitions} (of shuffles) and {@code conf} (any Spark settings,
 * {@code key=value} joined by bars). Their defaults are the fastest found; {@code benchmarks/README.md} lists what was tried.
 */
final class SparkPeer {

    private static final Set<String> OWN_OPTIONS = Set.of("master", "blockInterval", "storage", "partitions", "conf");
    private static final int POLL_MILLIS = 20;

    private final Arguments arguments;
    private final StorageLevel storage;
    private final JavaStreamingContext context;

    private SparkPeer(Arguments arguments, StorageLevel storage, JavaStreamingContext context) {
        this.arguments = arguments;
        this.storage = storage;
        this.context = context;
    }

    /**
     * Creates the context.
     *
     * @param args the command line
     * @param tuning the defaults for the workload
     */
    static SparkPeer of(String[] args, Tuning tuning) {
        Set<String> known = new HashSet<>(Arguments.OF_CONTENDER);
        known.addAll(OWN_OPTIONS);
        Arguments arguments = Arguments.parse(known, args);
        // A receiver occupies a core for good: two more are left for tasks. A topic needs no receiver.
        int receivers = arguments.has("topic") ? 0 : arguments.ports().size();
        String master = "local[" + (receivers + 2) + "]";
        SparkConf conf = new SparkConf()
                .setAppName("peer")
                .setMaster(arguments.text("master", master))
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.streaming.blockInterval", arguments.text("blockInterval", tuning.blockInterval()));
        if (tuning.maxRate() > 0) {
            conf.set("spark.streaming.receiver.maxRate", Long.toString(tuning.maxRate()));
        }
        set(conf, arguments.text("conf", ""));
        Duration interval = new Duration(arguments.number("batch", 1_000));
        String storage = arguments.text("storage", tuning.storage());
        return new SparkPeer(arguments, StorageLevel.fromString(storage), new JavaStreamingContext(conf, interval));
    }

    private static void set(SparkConf conf, String settings) {
        for (String setting : settings.split("\\|")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                conf.set(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
    }

    Arguments arguments() {
        return arguments;
    }

    JavaStreamingContext context() {
        return context;
    }

    int partitions() {
        return arguments.integer("partitions", 2);
    }

    /** Returns the lines of all lanes, or of the topic. */
    JavaDStream<String> lines() {
        if (arguments.has("topic")) {
            return topic();
        }
        List<JavaDStream<String>> lanes = new ArrayList<>();
        for (int port : arguments.ports()) {
            lanes.add(context.socketTextStream(arguments.text("host"), port, storage));
        }
        JavaDStream<String> first = lanes.remove(0);
        return lanes.stream().reduce(first, JavaDStream::union);
    }

    private JavaDStream<String> topic() {
        Map<String, Object> settings = KafkaClients.consumer(arguments.text("bootstrap"));
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        // Spark takes this one only as a number.
        settings.computeIfPresent("receive.buffer.bytes", (key, bytes) -> Integer.valueOf(bytes.toString()));
        settings.put("group.id", "spark-" + UUID.randomUUID());
        return KafkaUtils.createDirectStream(
                        context,
                        LocationStrategies.PreferConsistent(),
                        ConsumerStrategies.<String, String>Subscribe(List.of(arguments.text("topic")), settings))
                .map(ConsumerRecord::value);
    }

    /** Runs until batches with all lines are complete; returns the result so far: how many lines, and when. */
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
            // Throws what failed a batch.
            if (context.awaitTerminationOrTimeout(POLL_MILLIS)) {
                throw new IllegalStateException("Spark stopped by itself");
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
