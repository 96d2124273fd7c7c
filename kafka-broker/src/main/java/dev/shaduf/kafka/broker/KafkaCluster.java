// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Brokers that replicate everything to each other, so that any minority of them may be killed. One thread at a time.
 */
public final class KafkaCluster implements AutoCloseable {
    private final List<KafkaBroker> brokers;

    private KafkaCluster(List<KafkaBroker> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    /**
     * Starts a cluster and waits until all of it is ready.
     *
     * @param size how many brokers
     * @return the cluster
     * @throws IOException if one does not start; the message says where its log is
     */
    public static KafkaCluster start(int size) throws IOException {
        List<KafkaBroker> brokers = new ArrayList<>();
        String id = Uuid.randomUuid().toString();
        for (int i = 0; i < size; i++) {
            brokers.add(new KafkaBroker(id, Map.of(), null));
        }
        KafkaCluster cluster = new KafkaCluster(brokers);
        try {
            cluster.launch();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw e;
        }
    }

    private void launch() throws IOException {
        String voters = IntStream.range(0, brokers.size())
                .mapToObj(i -> i + 1 + "@127.0.0.1:" + brokers.get(i).controllerPort())
                .collect(Collectors.joining(","));
        for (int i = 0; i < brokers.size(); i++) {
            KafkaBroker broker = brokers.get(i);
            broker.launch(BrokerSettings.of(i + 1, voters, broker.controllerPort(), brokers.size()));
        }
        for (KafkaBroker broker : brokers) {
            broker.awaitReady();
        }
    }

    /**
     * Returns where clients connect.
     *
     * @return host and port of all brokers
     */
    public String bootstrap() {
        return brokers.stream().map(KafkaBroker::bootstrap).collect(Collectors.joining(","));
    }

    /**
     * Returns a view of the topics in it.
     *
     * @return the topics
     */
    public KafkaTopics topics() {
        return new KafkaTopics(bootstrap(), Map.of());
    }

    /**
     * Returns one of the brokers.
     *
     * @param node its number, from 1
     * @return the broker
     */
    public KafkaBroker broker(int node) {
        return brokers.get(node - 1);
    }

    @Override
    public void close() {
        brokers.forEach(KafkaBroker::close);
    }
}
