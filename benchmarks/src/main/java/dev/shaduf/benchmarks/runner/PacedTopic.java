// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A topic of its own for each run, and another to write to, into which a producer sends at a fixed rate from the moment that the contender begins.
 *
 * @param kafka where it is
 * @param file lines
 * @param rate records per second
 * @param seconds how long
 */
record PacedTopic(KafkaInputs kafka, Path file, long rate, long seconds) implements Input {

    private static final long READY_SECONDS = 60;

    @Override
    public long lines() {
        return rate * seconds;
    }

    @Override
    public Serving serve(Contender contender, Workload workload, Function<String, Path> log) {
        String topic = kafka.create("paced");
        List<String> options =
                List.of("--file", file.toString(), "--rate", Long.toString(rate), "--seconds", Long.toString(seconds));
        return new Feeding(kafka, topic, kafka.create("sink"), kafka.filler(topic, options), log.apply("feeder"));
    }

    private static final class Feeding implements Serving {

        private final KafkaInputs kafka;
        private final String topic;
        private final String out;
        private final List<String> command;
        private final Path log;
        private @Nullable ChildJvm feeder;
        private long flowingMicros;

        Feeding(KafkaInputs kafka, String topic, String out, List<String> command, Path log) {
            this.kafka = kafka;
            this.topic = topic;
            this.out = out;
            this.command = command;
            this.log = log;
        }

        @Override
        public Map<String, String> options() {
            return Map.of("bootstrap", kafka.bootstrap(), "topic", topic, "out", out);
        }

        @Override
        public void attend(ChildJvm contender) throws IOException, InterruptedException, RunFailedException {
            flowingMicros = contender.await(Kind.CONNECTED, READY_SECONDS).atMicros();
            feeder = ChildJvm.start(command, log);
        }

        @Override
        public long flowingMicros() {
            return flowingMicros;
        }

        @Override
        public Announcement inspect(Announcement result) {
            return result;
        }

        @Override
        public void close() throws IOException {
            if (feeder != null) {
                feeder.close();
            }
            kafka.delete(topic);
            kafka.delete(out);
        }
    }
}
