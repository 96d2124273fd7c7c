// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Partitions as people write them: topic, hyphen, number. */
public final class Partitions {
    /** By topic, then by number. */
    public static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private Partitions() {}

    /** Reads a list of partitions. */
    public static List<TopicPartition> parseAll(String text) {
        return Arrays.stream(text.split(",", -1)).map(Partitions::parse).toList();
    }

    static TopicPartition parse(String text) {
        String trimmed = text.trim();
        int hyphen = trimmed.lastIndexOf('-');
        if (hyphen < 1) {
            throw new IllegalArgumentException("'" + trimmed + "' is no partition; write one as orders-0");
        }
        return new TopicPartition(trimmed.substring(0, hyphen), Math.toIntExact(number(trimmed.substring(hyphen + 1))));
    }

    static long number(String text) {
        try {
            long number = Long.parseLong(text.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is no whole number from 0");
    }
}
