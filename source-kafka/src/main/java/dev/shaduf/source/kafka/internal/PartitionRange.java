// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * What one partition contributes to a range. A partition without anything new is there as well, with its position, so that
 * the last range says all there is to know for going on.
 *
 * @param topic the topic
 * @param topicId its id, by which a topic of the same name that was made later is told apart; empty where unknown
 * @param partition the partition
 * @param from the first offset
 * @param until the offset behind the last one: the position of a consumer that has read the range
 * @param leaderEpoch no record of the range is of a later epoch; -1 where that is not known
 * @param records the number of records, which is less than that of offsets where there are gaps
 */
public record PartitionRange(
        String topic, String topicId, int partition, long from, long until, int leaderEpoch, long records)
        implements Serializable {
    /** Returns topic and partition. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** Tells whether there is nothing in it. */
    public boolean isEmpty() {
        return until <= from;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + ": " + from + " to " + until;
    }
}
