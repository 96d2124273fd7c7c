// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.streams;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka Streams program over a topic.
 *
 * <p>Options beside {@link Arguments#OF_CONTENDER}: {@code threads} (two unless set), {@code cache} (bytes in front of stores).
 */
final class StreamsPeer {

    private static final Set<String> OWN_OPTIONS = Set.of("threads", "cache");
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CACHE_BYTES = 256L << 20;

    private final Arguments arguments;
    private final String id = "streams-" + UUID.randomUUID();
    private final StreamsBuilder builder = new StreamsBuilder();
    private final LongAdder lines = new LongAdder();

    private StreamsPeer(Arguments arguments) {
        this.arguments = arguments;
    }

    static StreamsPeer of(String[] args) {
        Set<String> known = new HashSet<>(Arguments.OF_CONTENDER);
        known.addAll(OWN_OPTIONS);
        return new StreamsPeer(Arguments.parse(known, args));
    }

    Arguments arguments() {
        return arguments;
    }

    /** Returns the name of the program, which is also that of its consumer group. */
    String id() {
        return id;
    }

    /** Returns the lines of the topic, which are counted as they come. */
    KStream<String, String> lines() {
        return builder.stream(arguments.text("topic"), Consumed.with(Serdes.String(), Serdes.String()))
                .peek((key, line) -> lines.increment());
    }

    /** Tells whether all lines have come. */
    boolean readAll() {
        return lines.sum() >= arguments.number("lines");
    }

    /** Runs until all is done, and returns a result with the number of lines and the time. */
    Announcement runUntil(BooleanSupplier done, String guarantee, long commitMillis) throws IOException {
        KafkaStreams streams = new KafkaStreams(builder.build(), new StreamsConfig(settings(guarantee, commitMillis)));
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        streams.setUncaughtExceptionHandler(failure -> {
            fault.set(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        Announcement.of(Kind.CONNECTED).with(Announcement.AT, EpochMicros.now()).announce();
        streams.start();
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(POLL_NANOS);
            Throwable failure = fault.get();
            if (failure != null) {
                throw new IllegalStateException("Kafka Streams stopped by itself", failure);
            }
        }
        return Announcement.of(Kind.RESULT).with("lines", lines.sum()).with(Announcement.AT, EpochMicros.now());
    }

    private Map<String, Object> settings(String guarantee, long commitMillis) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.text("bootstrap"));
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, arguments.integer("threads", 2));
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, arguments.number("cache", CACHE_BYTES));
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                Files.createTempDirectory("peer-streams").toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        KafkaClients.reading().forEach((key, value) -> settings.put(StreamsConfig.consumerPrefix(key), value));
        KafkaClients.writing().forEach((key, value) -> settings.put(StreamsConfig.producerPrefix(key), value));
        return settings;
    }

    /** Announces, waits to be released, and leaves without tidying up. */
    static void finish(Announcement last) {
        last.announceAndAwaitRelease();
        Runtime.getRuntime().halt(0);
    }
}
