// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * A piece of one partition that one task reads.
 *
 * @param topic the topic
 * @param topicId its id; empty where unknown
 * @param partition the partition
 * @param from the first offset
 * @param until the offset behind the last one
 * @param leaderEpoch no record is of a later epoch; -1 where that is not known
 * @param isolation the isolation level
 */
public record KafkaSplit(
        String topic, String topicId, int partition, long from, long until, int leaderEpoch, String isolation)
        implements Serializable {
    /** Returns topic and partition. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** Returns what is left from an offset on. */
    KafkaSplit from(long offset) {
        return new KafkaSplit(topic, topicId, partition, offset, until, leaderEpoch, isolation);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + ": " + from + " to " + until;
    }
}
