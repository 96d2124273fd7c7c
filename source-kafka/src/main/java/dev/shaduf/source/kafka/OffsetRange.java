// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import java.io.Serializable;

/**
 * A piece of a partition, for reading it without a stream.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from the first offset
 * @param until the offset behind the last one
 */
public record OffsetRange(String topic, int partition, long from, long until) implements Serializable {
    /** Checks that there is such a piece. */
    public OffsetRange {
        if (partition < 0 || from < 0 || until < from) {
            throw new IllegalArgumentException("offsets " + from + " to " + until + " of partition " + topic + "-"
                    + partition + " are none; they must be from 0, the first not behind the last");
        }
    }
}
