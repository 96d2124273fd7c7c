// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.flink;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink program over a topic, with its cluster in this JVM, objects reused.
 *
 * <p>Options beside {@link Arguments#OF_CONTENDER}: {@code parallelism} (two unless set).
 */
final class FlinkPeer {

    /** Tasks are copies of what the program was made of; what they count is here. */
    static final LongAdder LINES = new LongAdder();

    private static final Set<String> OWN_OPTIONS = Set.of("parallelism");
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Arguments arguments;
    private final StreamExecutionEnvironment environment;

    private FlinkPeer(Arguments arguments) {
        this.arguments = arguments;
        Configuration settings = new Configuration();
        settings.setString("pipeline.object-reuse", "true");
        settings.setString("rest.bind-port", "0");
        settings.setString("rest.port", "0");
        environment = StreamExecutionEnvironment.createLocalEnvironment(arguments.integer("parallelism", 2), settings);
    }

    static FlinkPeer of(String[] args) {
        Set<String> known = new HashSet<>(Arguments.OF_CONTENDER);
        known.addAll(OWN_OPTIONS);
        return new FlinkPeer(Arguments.parse(known, args));
    }

    Arguments arguments() {
        return arguments;
    }

    /** Returns the lines of the topic. */
    DataStream<String> lines() {
        KafkaSourceBuilder<String> source = KafkaSource.<String>builder()
                .setBootstrapServers(arguments.text("bootstrap"))
                .setTopics(arguments.text("topic"))
                .setGroupId("flink-" + UUID.randomUUID())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema());
        KafkaClients.reading().forEach(source::setProperty);
        return environment.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "lines");
    }

    /** Tells whether all lines have come. */
    boolean readAll() {
        return LINES.sum() >= arguments.number("lines");
    }

    /** Runs until all is done, and returns a result with the number of lines and the time. */
    Announcement runUntil(BooleanSupplier done) throws Exception {
        Announcement.of(Kind.CONNECTED).with(Announcement.AT, EpochMicros.now()).announce();
        JobClient job = environment.executeAsync();
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(POLL_NANOS);
            if (job.getJobExecutionResult().isCompletedExceptionally()) {
                job.getJobExecutionResult().get();
            }
        }
        return Announcement.of(Kind.RESULT).with("lines", LINES.sum()).with(Announcement.AT, EpochMicros.now());
    }

    /** Announces, waits to be released, and leaves without tidying up. */
    static void finish(Announcement last) {
        last.announceAndAwaitRelease();
        Runtime.getRuntime().halt(0);
    }
}
