// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Duration;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the source was told, without what concerns the type of the records.
 *
 * @param id made at random for each source, by which tasks of this JVM find what was fetched ahead
 * @param connection how to reach Kafka
 * @param subscription what is read
 * @param start where a program begins that has not read anything
 * @param isolation the isolation level, as Kafka writes it
 * @param failOnDataLoss whether lost records stop the source
 * @param maxRatePerPartition records per second and partition at most; 0 for any
 * @param minPartitions partitions of a batch at least
 * @param groupId the group that offsets are committed to; {@code null} for none
 * @param compacted what to do about compacted topics
 * @param prefetchBytes bytes to fetch ahead
 * @param consumers threads that fetch; 0 for a choice by the number of processors
 * @param connectTimeout how long Kafka may take to answer when the program starts
 * @param readTimeout how long a task may wait for records that must be there
 * @param discovery how often to look for new partitions and topics
 */
public record Plan(
        String id,
        Connection connection,
        Subscription subscription,
        Start start,
        String isolation,
        boolean failOnDataLoss,
        long maxRatePerPartition,
        int minPartitions,
        @Nullable String groupId,
        Compacted compacted,
        long prefetchBytes,
        int consumers,
        Duration connectTimeout,
        Duration readTimeout,
        Duration discovery)
        implements Serializable {
    /** What to do about compacted topics, of which a replay may find fewer records. */
    public enum Compacted {
        /** Refuse to start. */
        REFUSE,
        /** Promise at least once. */
        AT_LEAST_ONCE,
        /** Promise exactly once, because the newest record of a key is all that counts. */
        ALLOW
    }
}
