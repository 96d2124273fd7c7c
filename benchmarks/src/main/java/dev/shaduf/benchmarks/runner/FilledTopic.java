// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.feed.TopicDigest;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A topic that holds all its lines before the first contender starts.
 *
 * @param kafka where it is
 * @param topic its name
 * @param lines how many lines are in it
 */
record FilledTopic(KafkaInputs kafka, String topic, long lines) implements Input {

    private static final long READY_SECONDS = 60;
    private static final long DIGEST_SECONDS = 300;

    @Override
    public Serving serve(Contender contender, Workload workload, Function<String, Path> log) {
        if (workload == Workload.COPY) {
            return new Copying(kafka, topic, kafka.create("copy"), log.apply("digest"));
        }
        return new Reading(kafka, topic);
    }

    /** A contender reads the topic. */
    private static class Reading implements Serving {

        private final KafkaInputs kafka;
        private final String topic;
        private long flowingMicros;

        Reading(KafkaInputs kafka, String topic) {
            this.kafka = kafka;
            this.topic = topic;
        }

        KafkaInputs kafka() {
            return kafka;
        }

        @Override
        public Map<String, String> options() {
            return Map.of("bootstrap", kafka.bootstrap(), "topic", topic);
        }

        @Override
        public void attend(ChildJvm contender) throws InterruptedException, RunFailedException {
            flowingMicros = contender.await(Kind.CONNECTED, READY_SECONDS).atMicros();
        }

        @Override
        public long flowingMicros() {
            return flowingMicros;
        }

        @Override
        public Announcement inspect(Announcement result) throws IOException, InterruptedException, RunFailedException {
            return result;
        }

        @Override
        public void close() {
            // The topic serves the next contender as well.
        }
    }

    /** A contender copies the topic into another, which is looked at afterwards and deleted. */
    private static final class Copying extends Reading {

        private final String out;
        private final Path log;

        Copying(KafkaInputs kafka, String topic, String out, Path log) {
            super(kafka, topic);
            this.out = out;
            this.log = log;
        }

        @Override
        public Map<String, String> options() {
            Map<String, String> options = new TreeMap<>(super.options());
            options.put("out", out);
            return options;
        }

        @Override
        public Announcement inspect(Announcement result) throws IOException, InterruptedException, RunFailedException {
            try (ChildJvm digest = ChildJvm.start(kafka().child(TopicDigest.class, out, List.of()), log)) {
                Announcement found = digest.await(Kind.RESULT, DIGEST_SECONDS);
                return result.with("copied", found.field("records")).with("checksum", found.field("checksum"));
            }
        }

        @Override
        public void close() {
            kafka().delete(out);
        }
    }
}
