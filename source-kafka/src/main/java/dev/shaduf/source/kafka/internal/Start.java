// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where a program begins that has not read anything. */
public sealed interface Start extends Serializable {
    /** At the oldest record of each partition. */
    record Earliest() implements Start {}

    /** Behind the newest record of each partition. */
    record Latest() implements Start {}

    /** At the first record of each partition that is not older than a time in milliseconds. */
    record At(long timestamp) implements Start {}

    /** At an offset for each partition; those not named begin at the oldest record. */
    record Offsets(Map<TopicPartition, Long> offsets) implements Start {
        /** Copies the map. */
        public Offsets {
            offsets = Map.copyOf(offsets);
        }
    }

    /** Returns what to ask Kafka for. */
    default OffsetSpec spec(TopicPartition partition) {
        if (this instanceof Latest) {
            return OffsetSpec.latest();
        }
        return this instanceof At at ? OffsetSpec.forTimestamp(at.timestamp()) : OffsetSpec.earliest();
    }

    /** Reads what people write: {@code earliest}, {@code latest}, a time, or offsets per partition. */
    static Start parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("earliest")) {
            return new Earliest();
        }
        if (trimmed.equals("latest")) {
            return new Latest();
        }
        if (trimmed.contains("=")) {
            return offsets(trimmed);
        }
        try {
            return new At(java.time.Instant.parse(trimmed).toEpochMilli());
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is neither earliest, latest, a time such as 2026-01-31T12:00:00Z, nor offsets such as"
                            + " orders-0=17,orders-1=42",
                    e);
        }
    }

    private static Start offsets(String text) {
        Map<TopicPartition, Long> offsets = new TreeMap<>(Partitions.ORDER);
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + part + "' is no offset; write one as orders-0=17");
            }
            offsets.put(Partitions.parse(part.substring(0, equals)), Partitions.number(part.substring(equals + 1)));
        }
        return new Offsets(offsets);
    }
}
