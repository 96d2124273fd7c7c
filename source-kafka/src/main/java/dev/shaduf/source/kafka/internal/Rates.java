// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.SourceContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** How fast each partition is read: the records of the last plan by the time since the one before. */
final class Rates {
    private final SourceContext context;
    private final TreeMap<TopicPartition, Double> rates = new TreeMap<>(Partitions.ORDER);
    private long plannedMillis;

    Rates(SourceContext context) {
        this.context = context;
        this.plannedMillis = context.clock().currentTimeMillis();
    }

    /** Takes what was planned, also nothing. */
    void planned(List<PartitionRange> parts) {
        long now = context.clock().currentTimeMillis();
        long millis = Math.max(context.interval().milliseconds(), now - plannedMillis);
        plannedMillis = now;
        rates.clear();
        parts.forEach(part -> rates.put(part.topicPartition(), part.records() * 1_000.0 / millis));
    }

    /** Adds records per second. */
    void addTo(Map<String, Object> figures) {
        double total = 0;
        for (Map.Entry<TopicPartition, Double> each : rates.entrySet()) {
            total += each.getValue();
            figures.put("rate." + each.getKey(), each.getValue());
        }
        figures.put("rate", total);
    }
}
