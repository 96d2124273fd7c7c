// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

/**
 * Assigns keys by their {@linkplain PortableHash portable hash}, which is the same in every JVM.
 *
 * @param numPartitions the number of partitions, at least 1
 */
public record HashPartitioner(int numPartitions) implements Partitioner {
    /**
     * Checks the number of partitions.
     */
    public HashPartitioner {
        if (numPartitions < 1) {
            throw new IllegalArgumentException(
                    "a hash partitioner with " + numPartitions + " partitions: at least 1 is needed");
        }
    }

    @Override
    public int getPartition(Object key) {
        return Math.floorMod(PortableHash.of(key), numPartitions);
    }
}
