// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.config.Setting;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;

/** The options of the Kafka source; the typed builder sets the same. */
public final class KafkaSettings {
    /** Where to connect. */
    public static final Setting<String> BOOTSTRAP = Setting.text(
                    "kafka.bootstrap.servers", null, "Servers to begin with, host:port, with commas between them")
            .asRequired();
    /** Topics. */
    public static final Setting<String> SUBSCRIBE =
            Setting.text("subscribe", null, "Topics to read, with commas between them");
    /** Names of topics. */
    public static final Setting<String> PATTERN = Setting.text(
            "subscribePattern", null, "Regular expression: topics with such a name are read, also those made later");
    /** Partitions. */
    public static final Setting<String> ASSIGN =
            Setting.text("assign", null, "Partitions to read and no others, such as orders-0,orders-1");
    /** Where to begin. */
    public static final Setting<String> START = Setting.text(
            "startingOffsets",
            "latest",
            "Where a program begins that has not read anything: earliest, latest, a time such as 2026-01-31T12:00:00Z, or"
                    + " offsets such as orders-0=17,orders-1=42 (partitions not named: earliest)");
    /** Whether losses stop. */
    public static final Setting<Boolean> FAIL_ON_DATA_LOSS = Setting.flag(
            "failOnDataLoss", true, "Whether records that were deleted before they were read stop the source");
    /** A cap. */
    public static final Setting<Long> MAX_RATE = Setting.number(
            "maxRatePerPartition", 0L, 0, Long.MAX_VALUE, "Records per second and partition at most; 0 for any");
    /** Partitions of a batch. */
    public static final Setting<Long> MIN_PARTITIONS = Setting.number(
            "minPartitions", 0L, 0, 10_000, "Partitions of a batch at least; large ranges are divided to have as many");
    /** The isolation level. */
    public static final Setting<Isolation> ISOLATION = Setting.choice(
            "isolation",
            Isolation.READ_COMMITTED,
            "Whether records of transactions are read before they are committed");
    /** A group. */
    public static final Setting<String> GROUP = Setting.text(
            "group.id",
            null,
            "Consumer group that is told the offsets processed, for tools that show its lag; nobody else may use it");
    /** Deserializer of keys. */
    public static final Setting<String> KEY = Setting.text(
            "key.deserializer",
            "bytes",
            "Deserializer of keys: string, bytes, long, integer, avro, json, or the name of a class");
    /** Deserializer of values. */
    public static final Setting<String> VALUE = Setting.text(
            "value.deserializer",
            "string",
            "Deserializer of values: string, bytes, long, integer, avro, json, or the name of a class");
    /** What a record is. */
    public static final Setting<Shape> RECORDS = Setting.choice(
            "records",
            Shape.VALUE,
            "What a record is: the value, leaving out those without one; a pair of key and value; or a KafkaRecord");
    /** What happens to records that cannot be read. */
    public static final Setting<OnError> ON_ERROR = Setting.choice(
            "onDeserializationError",
            OnError.FAIL,
            "Whether a record that cannot be deserialized fails the batch or is a dead letter");
    /** Compacted topics. */
    public static final Setting<Plan.Compacted> COMPACTED = Setting.choice(
            "compacted",
            Plan.Compacted.REFUSE,
            "Compacted topics, of which a replay may find fewer records: refuse them, promise at least once, or exactly"
                    + " once all the same");
    /** How much is fetched ahead. */
    public static final Setting<Long> PREFETCH = Setting.bytes(
            "prefetchBytes",
            0L,
            "Memory for records fetched ahead; 0 for 64m, or a sixteenth of the heap if that is less");
    /** Threads that fetch. */
    public static final Setting<Long> CONSUMERS = Setting.number(
            "consumers",
            0L,
            0,
            1_000,
            "Consumers, each with a thread; 0 for one per two processors; never more than partitions");
    /** Patience at start. */
    public static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.duration("connectTimeout", Durations.seconds(10), "Longest time for an answer of Kafka at start");
    /** Patience of tasks. */
    public static final Setting<Duration> READ_TIMEOUT = Setting.duration(
            "readTimeout", Durations.seconds(60), "Longest time that a task waits for records that were planned");
    /** How often to look for partitions. */
    public static final Setting<Duration> DISCOVERY = Setting.duration(
            "discoveryInterval", Durations.seconds(5), "How often to look for new partitions and topics");
    /** Settings of the clients. */
    public static final Setting<String> KAFKA = Setting.family(
            "kafka.", "Passed on to the clients of Kafka without the prefix, such as kafka.security.protocol");

    private static final List<Setting<?>> ALL = List.of(
            BOOTSTRAP,
            SUBSCRIBE,
            PATTERN,
            ASSIGN,
            START,
            KEY,
            VALUE,
            RECORDS,
            ON_ERROR,
            FAIL_ON_DATA_LOSS,
            MAX_RATE,
            MIN_PARTITIONS,
            ISOLATION,
            GROUP,
            COMPACTED,
            PREFETCH,
            CONSUMERS,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            DISCOVERY,
            KAFKA);

    private KafkaSettings() {}

    /** Lists the settings in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The isolation levels. */
    public enum Isolation {
        /** Only what is committed. */
        READ_COMMITTED,
        /** Everything. */
        READ_UNCOMMITTED
    }

    /** What a record is. */
    public enum Shape {
        /** The value. */
        VALUE,
        /** Key and value. */
        PAIR,
        /** Everything. */
        RECORD
    }

    /** What happens to records that cannot be deserialized. */
    public enum OnError {
        /** The task fails. */
        FAIL,
        /** They are rejected. */
        REJECT
    }
}
