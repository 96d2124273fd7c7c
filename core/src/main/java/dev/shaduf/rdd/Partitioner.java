// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.io.Serializable;

/**
 * Assigns keys to partitions. An implementation is immutable, gives the same answer for equal keys in every JVM, and has
 * {@code equals} by content, so that two RDDs with equal partitioners are joined without moving records.
 */
public interface Partitioner extends Serializable {
    /**
     * Returns the number of partitions.
     *
     * @return how many, at least 1
     */
    int numPartitions();

    /**
     * Returns the partition of a key.
     *
     * @param key the key
     * @return a number from 0 to {@code numPartitions() - 1}
     */
    int getPartition(Object key);
}
