// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.kafka.broker.KafkaBroker;
import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.KafkaSplit;
import dev.shaduf.source.kafka.internal.PartitionRange;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class KafkaSourceFaultsTest {
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    @Test
    void shouldFinishABatchWhenTheBrokerCrashesInTheMiddleAndComesBack() throws Exception {
        List<String> all =
                IntStream.range(0, 20_000).mapToObj(i -> "number-" + i).toList();
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.topics().create("lines", 1);
            broker.topics().append("lines", 0, all);
            try (Run<String> run = Run.of(KafkaSource.strings(broker.bootstrap())
                    .subscribe("lines")
                    .startingOffsets("earliest")
                    .prefetchBytes(1)
                    .kafka("max.poll.records", "500")
                    .kafka("max.partition.fetch.bytes", "10000")
                    .build())) {
                KafkaRange range = run.plan(ReadLimit.NONE);
                List<String> read = new ArrayList<>();
                KafkaSplit split = run.source.splits(range, 0).get(0);
                try (SourceReader<String> reader = run.source.reader(split)) {
                    reader.read(read::add, 100);
                    broker.kill();
                    CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> restart(broker));
                    while (reader.read(read::add, 100)) {
                        // until its end
                    }
                    restart.join();
                }
                read.addAll(run.take(all.size() - read.size()));

                assertThat(read).isEqualTo(all);
                refuseLaterEpoch(run, broker, range.partitions().get(0));
            }
        }
    }

    /** What is written after a new election cannot be of a range that was planned before it, unless a log was cut off. */
    private static void refuseLaterEpoch(Run<String> run, KafkaBroker broker, PartitionRange planned) throws Exception {
        broker.topics().append("lines", 0, List.of("later"));
        long end = run.plan(ReadLimit.NONE).partitions().get(0).until();
        KafkaSplit forged = new KafkaSplit("lines", planned.topicId(), 0, end - 2, end, 0, "read_committed");

        try (SourceReader<String> reader = run.source.reader(forged)) {
            assertThatThrownBy(() -> reader.read(record -> {}, 100))
                    .hasMessageContaining("partition lines-0 has a record of leader epoch ")
                    .hasMessageContaining("which was planned in epoch 0: its log was cut off")
                    .hasMessageContaining("failOnDataLoss=false");
        }
    }

    @Test
    void shouldBeLetInWithItsPasswordAndNeverShowIt() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(
                Map.of(
                        "listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                                JAAS
                                        + " username=\"admin\" password=\"admin\" user_admin=\"admin\" user_app=\"hunter2\";"),
                login("admin", "admin"))) {
            broker.topics().create("lines", 1);
            broker.topics().append("lines", 0, List.of("a"));

            try (Run<String> run = Run.of(source(broker, "hunter2"))) {
                assertThat(run.take(1)).containsExactly("a");
            }
            assertThatThrownBy(() -> Run.of(source(broker, "hunter3")))
                    .hasMessageContaining(broker.bootstrap())
                    .hasMessageContaining("uthentication")
                    .hasStackTraceContaining("uthentication")
                    .extracting(KafkaSourceFaultsTest::trace)
                    .asString()
                    .doesNotContain("hunter3");
        }
    }

    private static KafkaSource<String> source(KafkaBroker broker, String password) {
        KafkaSourceBuilder<String, String, String> builder = KafkaSource.strings(broker.bootstrap())
                .subscribe("lines")
                .startingOffsets("earliest")
                .connectTimeout(Durations.seconds(60));
        login("app", password).forEach(builder::kafka);
        return builder.build();
    }

    private static Map<String, String> login(String user, String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", JAAS + " username=\"" + user + "\" password=\"" + password + "\";");
    }

    private static String trace(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static void restart(KafkaBroker broker) {
        try {
            broker.restart();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
