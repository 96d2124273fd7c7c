// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container, of the version of the client. */
final class ContainerKafka implements SharedKafka {
    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static SharedKafka start() throws IOException {
        KafkaContainer container = new KafkaContainer("apache/kafka:" + version());
        BrokerSettings.common(1)
                .forEach((key, value) ->
                        container.addEnv("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        container.start();
        ContainerKafka kafka = new ContainerKafka(container);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-kafka-container"));
        return kafka;
    }

    private static String version() throws IOException {
        try (InputStream in = KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }

    @Override
    public String bootstrap() {
        return container.getBootstrapServers();
    }

    @Override
    public KafkaTopics topics() {
        return new KafkaTopics(bootstrap(), Map.of());
    }

    @Override
    public void close() {
        container.stop();
    }
}
