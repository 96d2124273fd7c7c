// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.config.Setting;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;

/** The options of the Kafka sink; the typed builder sets the same. */
public final class SinkSettings {
    /** Where to connect. */
    public static final Setting<String> BOOTSTRAP = Setting.text(
                    "kafka.bootstrap.servers", null, "Servers to begin with, host:port, with commas between them")
            .asRequired();
    /** The topic. */
    public static final Setting<String> TOPIC = Setting.text("topic", null, "Topic to write to, which must be there")
            .asRequired();
    /** The guarantee. */
    public static final Setting<Delivery> DELIVERY = Setting.choice(
            "delivery",
            Delivery.EXACTLY_ONCE,
            "Exactly once, by a transaction per batch; or at least once, without transactions");
    /** Serializer of keys. */
    public static final Setting<String> KEY = Setting.text(
            "key.serializer",
            "string",
            "Serializer of the keys of pairs: string (of any object), bytes, long, integer, avro, json, or the name of a class");
    /** Serializer of values. */
    public static final Setting<String> VALUE = Setting.text(
            "value.serializer",
            "string",
            "Serializer of values: string (of any object), bytes, long, integer, avro, json, or the name of a class");
    /** How much is staged. */
    public static final Setting<Long> MAX_BATCH_BYTES = Setting.bytes(
            "maxBatchBytes",
            256L << 20,
            "Keys, values and headers that one batch may have in memory until it is committed");
    /** Patience. */
    public static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.duration("connectTimeout", Durations.seconds(10), "Longest time for an answer of Kafka");
    /** How long a transaction may be open. */
    public static final Setting<Duration> TRANSACTION_TIMEOUT = Setting.duration(
            "transactionTimeout",
            Durations.minutes(5),
            "Longest time that a transaction may be open; the broker's transaction.max.timeout.ms bounds it");
    /** Settings of the clients. */
    public static final Setting<String> KAFKA = Setting.family(
            "kafka.", "Passed on to the clients of Kafka without the prefix, such as kafka.compression.type");

    private static final List<Setting<?>> ALL = List.of(
            BOOTSTRAP, TOPIC, DELIVERY, KEY, VALUE, MAX_BATCH_BYTES, CONNECT_TIMEOUT, TRANSACTION_TIMEOUT, KAFKA);

    private SinkSettings() {}

    /** Lists the settings in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The guarantees. */
    public enum Delivery {
        /** By transactions. */
        EXACTLY_ONCE,
        /** Without. */
        AT_LEAST_ONCE
    }
}
