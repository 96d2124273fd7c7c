// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.time.Duration;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka: the settings of its clients as the user gave them. Secrets are among them, so {@code toString} says
 * no more than where.
 */
public final class ProducerConnection implements Serializable {
    private static final int DEFAULT_MAX_REQUEST = 1 << 20;

    private final TreeMap<String, String> settings;

    /** Copies the settings. */
    public ProducerConnection(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    String bootstrap() {
        return settings.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    int maxRequestSize() {
        String given = settings.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return given == null ? DEFAULT_MAX_REQUEST : Integer.parseInt(given.trim());
    }

    /** Tells whether records wait for others of their partition although nothing holds them up. */
    boolean lingers() {
        return !settings.getOrDefault(ProducerConfig.LINGER_MS_CONFIG, "0")
                .trim()
                .equals("0");
    }

    Admin admin() {
        Map<String, Object> all = new HashMap<>(settings);
        all.keySet()
                .removeIf(key -> !AdminClientConfig.configNames().contains(key)
                        && ProducerConfig.configNames().contains(key));
        return made(() -> Admin.create(all));
    }

    /** Makes a producer that never sends a record twice by itself; the user may want other batches than those. */
    KafkaProducer<byte @Nullable [], byte @Nullable []> producer(
            Duration maxBlock, int batchSize, Map<String, String> more) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(batchSize));
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(maxBlock.milliseconds()));
        all.putAll(settings);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        all.putAll(more);
        return made(() -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Kafka looks for classes by the thread's loader, which need not be the one that this class came from. */
    private static <C> C made(Supplier<C> client) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (before != null && Class.forName(KafkaProducer.class.getName(), false, before) == KafkaProducer.class) {
                return client.get();
            }
        } catch (ClassNotFoundException e) {
            // then it is the other one
        }
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
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
