// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.util.Map;
import java.util.TreeMap;

/** The settings of brokers for tests: small, and quick to come back. */
final class BrokerSettings {
    private BrokerSettings() {}

    /** Of a broker that is a cluster of its own. */
    static Map<String, String> single(int controllerPort) {
        return of(1, "1@127.0.0.1:" + controllerPort, controllerPort, 1);
    }

    /**
     * Of one of several.
     *
     * @param node its number, from 1
     * @param voters all of them, as Kafka writes it
     * @param controllerPort where it listens for the others
     * @param replicas how many copies there are of everything
     */
    static Map<String, String> of(int node, String voters, int controllerPort, int replicas) {
        Map<String, String> settings = common(replicas);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "" + node);
        settings.put("controller.quorum.voters", voters);
        settings.put("listeners", "CLIENT://127.0.0.1:{port},CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "CLIENT://127.0.0.1:{port}");
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        return settings;
    }

    /** What does not say who and where a broker is. */
    static Map<String, String> common(int replicas) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.check.interval.ms", "200");
        settings.put("log.initial.task.delay.ms", "500");
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        replicate(settings, replicas);
        return settings;
    }

    private static void replicate(Map<String, String> settings, int replicas) {
        if (replicas > 1) {
            // Brokers that share few cores are late now and then; taken for dead, they move leaders to and fro.
            settings.put("broker.session.timeout.ms", "6000");
            settings.put("controller.quorum.fetch.timeout.ms", "6000");
        }
        String copies = "" + replicas;
        String inSync = "" + (replicas / 2 + 1);
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", copies);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
    }
}
