// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.rdd.Partitioner;

/** Takes the key for the partition. */
record PositionPartitioner(int numPartitions) implements Partitioner {
    @Override
    public int getPartition(Object key) {
        return (Integer) key;
    }
}
