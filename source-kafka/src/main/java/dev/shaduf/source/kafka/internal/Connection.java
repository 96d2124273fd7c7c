// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * How to reach Kafka: the settings of its clients as the user gave them. Secrets are among them, so {@code toString} says
 * no more than where.
 */
public final class Connection implements Serializable {
    private final TreeMap<String, String> settings;

    /** Copies the settings. */
    public Connection(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** Returns the servers to begin with. */
    public String bootstrap() {
        return settings.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    Admin admin(String clientId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.keySet()
                .removeIf(key -> !AdminClientConfig.configNames().contains(key)
                        && ConsumerConfig.configNames().contains(key));
        all.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        return made(() -> Admin.create(all));
    }

    KafkaConsumer<ByteBuffer, ByteBuffer> consumer(String isolation, String clientId) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000");
        all.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, String.valueOf(1 << 20));
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        all.putAll(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return made(() -> new KafkaConsumer<>(all, new RawBytes(), new RawBytes()));
    }

    /** Kafka looks for classes by the thread's loader, which need not be the one that this class came from. */
    private static <C> C made(Supplier<C> client) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (before != null && Class.forName(KafkaConsumer.class.getName(), false, before) == KafkaConsumer.class) {
                return client.get();
            }
        } catch (ClassNotFoundException e) {
            // then it is the other one
        }
        thread.setContextClassLoader(KafkaConsumer.class.getClassLoader());
        try {
            return client.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String toString() {
        return bootstrap();
    }
}
