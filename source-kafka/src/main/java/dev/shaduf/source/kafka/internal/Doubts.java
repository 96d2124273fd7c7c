// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that the last answer did not have, or had under another id. Which broker answers is chance, and one that is behind says so of
 * a topic that is there; so it is believed when every answer for a while has said so.
 */
final class Doubts {
    /** Longer than brokers are behind, unless something is wrong with them. */
    static final long BELIEVED_AFTER_MILLIS = 2_000;

    private final Map<TopicPartition, Long> since = new TreeMap<>(Partitions.ORDER);

    /** Compares what is known with an answer. */
    void compare(Map<TopicPartition, String> known, Map<TopicPartition, String> answer, long nowNanos) {
        since.keySet().retainAll(known.keySet());
        known.forEach((partition, id) -> {
            if (id.equals(answer.get(partition))) {
                since.remove(partition);
            } else {
                since.putIfAbsent(partition, nowNanos);
            }
        });
    }

    boolean any() {
        return !since.isEmpty();
    }

    boolean about(TopicPartition partition) {
        return since.containsKey(partition);
    }

    /** Tells whether a partition is in doubt, and not for long enough that it is believed. */
    boolean open(TopicPartition partition, long nowNanos) {
        Long begun = since.get(partition);
        return begun != null && nowNanos - begun < TimeUnit.MILLISECONDS.toNanos(BELIEVED_AFTER_MILLIS);
    }
}
