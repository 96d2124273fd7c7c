// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Divides the limit of a batch among partitions. */
final class Shares {
    private Shares() {}

    /** Gives each partition its part by what it has, so that lags shrink together. */
    static Map<TopicPartition, Long> of(Map<TopicPartition, Long> available, long limit) {
        double total = 0;
        for (long each : available.values()) {
            total += each;
        }
        if (total <= limit) {
            return available;
        }
        Map<TopicPartition, Long> shares = new TreeMap<>(Partitions.ORDER);
        double exact = 0;
        long given = 0;
        for (Map.Entry<TopicPartition, Long> entry : available.entrySet()) {
            exact += limit * (entry.getValue() / total);
            long share = Math.max(0, Math.min(entry.getValue(), Math.round(exact) - given));
            given += share;
            shares.put(entry.getKey(), share);
        }
        return shares;
    }
}
