// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.SourceRange;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The range of one batch.
 *
 * @param isolation the isolation level with which it is read, as Kafka writes it
 * @param partitions one per partition known when it was planned, in order of topic and partition
 */
public record KafkaRange(String isolation, List<PartitionRange> partitions) implements SourceRange {
    private static final int DESCRIBED = 16;

    /** Copies the list. */
    public KafkaRange {
        partitions = List.copyOf(partitions);
    }

    @Override
    public long records() {
        return partitions.stream().mapToLong(PartitionRange::records).sum();
    }

    @Override
    public String describe() {
        List<PartitionRange> filled =
                partitions.stream().filter(range -> !range.isEmpty()).toList();
        String text =
                filled.stream().limit(DESCRIBED).map(PartitionRange::toString).collect(Collectors.joining(", "));
        if (filled.isEmpty()) {
            return "nothing of " + partitions.size() + " partitions";
        }
        return filled.size() <= DESCRIBED ? text : text + " and " + (filled.size() - DESCRIBED) + " partitions more";
    }
}
