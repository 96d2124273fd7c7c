// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.feed.TopicFiller;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Topics of a broker that runs, in a process of its own, as long as this object is open; each is filled once. */
final class KafkaInputs extends Inputs {

    /** Large segments, and copies that are gone as soon as they are deleted. */
    private static final Map<String, String> BROKER = Map.of(
            "log.segment.bytes",
            "1073741823",
            "num.io.threads",
            "4",
            "num.network.threads",
            "2",
            "log.segment.delete.delay.ms",
            "1000");

    private static final long FILL_SECONDS = 600;

    private final Settings settings;
    private final KafkaBroker broker;
    private int topics;

    private KafkaInputs(Settings settings, KafkaBroker broker) {
        this.settings = settings;
        this.broker = broker;
    }

    static KafkaInputs start(Settings settings) throws IOException {
        System.setProperty(KafkaBroker.JVM_FLAGS, "-Xmx1g");
        return new KafkaInputs(settings, KafkaBroker.start(BROKER, Map.of()));
    }

    @Override
    Input atFullSpeed(Path file, long linesInFile, int passes)
            throws IOException, InterruptedException, RunFailedException {
        String topic = create("lines");
        List<String> options = List.of("--file", file.toString(), "--passes", Integer.toString(passes));
        Path log = settings.logs().resolve("fill-" + topic + ".log");
        try (ChildJvm filler = ChildJvm.start(filler(topic, options), log)) {
            Announcement filled = filler.await(Kind.FED, FILL_SECONDS);
            System.out.println("topic " + topic + " filled: " + filled);
        }
        return new FilledTopic(this, topic, linesInFile * passes);
    }

    @Override
    Input paced(Path file, long rate, long seconds) {
        return new PacedTopic(this, file, rate, seconds);
    }

    /** Creates an empty topic under a name that nobody had. */
    String create(String name) {
        topics++;
        return broker.topics().create(name + "-" + topics, settings.partitions());
    }

    /** Forgets a topic. */
    void delete(String topic) {
        broker.topics().delete(topic);
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** Returns how to start a process that fills a topic. */
    List<String> filler(String topic, List<String> options) {
        return child(TopicFiller.class, topic, options);
    }

    /** Returns how to start one of our processes that has to do with a topic. */
    List<String> child(Class<?> main, String topic, List<String> options) {
        List<String> command = new ArrayList<>(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), "--bootstrap", bootstrap(), "--topic", topic));
        command.addAll(options);
        return command;
    }

    @Override
    public void close() {
        broker.close();
    }
}
