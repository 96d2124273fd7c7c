// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;

/**
 * Stands for hash partitions in the context's default number. An operator that is given it takes its count from the
 * layout of the batch.
 *
 * @param numPartitions the default number
 */
record DefaultPartitioner(int numPartitions) implements Partitioner {
    @Override
    public int getPartition(Object key) {
        return new HashPartitioner(numPartitions).getPartition(key);
    }
}
