// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that were there and are not any more. One that comes back under the same id was only not known for a while, to a broker
 * that had fallen behind, and goes on where it was; a topic that was made again has another id.
 */
final class Departed {
    private final Map<TopicPartition, Place> places = new TreeMap<>(Partitions.ORDER);
    private final Map<String, String> ids = new TreeMap<>();

    private record Place(String topicId, long offset) {}

    /** Notes a partition and the offset behind what was planned of it. */
    void add(TopicPartition partition, String topicId, long offset) {
        places.put(partition, new Place(topicId, offset));
        ids.put(partition.topic(), topicId);
    }

    /** Returns the id that a topic had, or what is given if none of its partitions has gone. */
    String topicId(String topic, String otherwise) {
        return ids.getOrDefault(topic, otherwise);
    }

    /** Returns where to go on with a partition that has come back; empty for one that was never there. */
    OptionalLong comeBack(TopicPartition partition, String topicId) {
        ids.remove(partition.topic());
        Place place = places.remove(partition);
        return place != null && place.topicId().equals(topicId)
                ? OptionalLong.of(place.offset())
                : OptionalLong.empty();
    }
}
