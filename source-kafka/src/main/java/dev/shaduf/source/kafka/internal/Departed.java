// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that were there and are not any more, the latest of them. One that comes back under the same id goes on where it was: it was
 * not known to a broker that had fallen behind, or not to be seen. A topic that was made again has another id.
 */
final class Departed {
    /** Topics may come and go for years. */
    static final int REMEMBERED = 10_000;

    private final Map<TopicPartition, Place> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TopicPartition, Place> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Place(String topicId, long offset) {}

    /** Notes a partition and the offset behind what was planned of it. */
    void add(TopicPartition partition, String topicId, long offset) {
        places.put(partition, new Place(topicId, offset));
    }

    /** Returns the id that a topic had, or what is given if none of its partitions has gone. */
    String topicId(String topic, String otherwise) {
        for (Map.Entry<TopicPartition, Place> place : places.entrySet()) {
            if (place.getKey().topic().equals(topic)) {
                return place.getValue().topicId();
            }
        }
        return otherwise;
    }

    /** Returns where to go on with a partition that has come back; empty for one that was never there. */
    OptionalLong comeBack(TopicPartition partition, String topicId) {
        places.entrySet()
                .removeIf(place -> place.getKey().topic().equals(partition.topic())
                        && !place.getValue().topicId().equals(topicId));
        Place place = places.remove(partition);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.offset());
    }
}
