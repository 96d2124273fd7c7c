// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What is read. */
public sealed interface Subscription extends Serializable {
    /** Tells whether a partition belongs to it. */
    boolean has(TopicPartition partition);

    /** Names it for people. */
    String describe();

    /** Whole topics. */
    record Topics(List<String> names) implements Subscription {
        @Override
        public boolean has(TopicPartition partition) {
            return names.contains(partition.topic());
        }

        @Override
        public String describe() {
            return String.join(",", names);
        }
    }

    /** All topics with a name like this, also those that are made later. */
    record Names(String pattern) implements Subscription {
        @Override
        public boolean has(TopicPartition partition) {
            return matches(partition.topic());
        }

        boolean matches(String topic) {
            return Pattern.matches(pattern, topic);
        }

        @Override
        public String describe() {
            return pattern;
        }
    }

    /** These partitions and no others. */
    record Partitions(List<TopicPartition> partitions) implements Subscription {
        @Override
        public boolean has(TopicPartition partition) {
            return partitions.contains(partition);
        }

        Set<String> topics() {
            return partitions.stream().map(TopicPartition::topic).collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String describe() {
            return partitions.stream().map(TopicPartition::toString).collect(Collectors.joining(","));
        }
    }
}
