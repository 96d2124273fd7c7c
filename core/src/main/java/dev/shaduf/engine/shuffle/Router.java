// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.PortableHash;

/**
 * Finds the reduce partition of a key. {@link HashPartitioner}, which nearly all shuffles use, is computed here from a hash
 * that the tables need as well, so that each key is hashed once.
 */
public final class Router {
    private static final int LONGEST_VALUE = 200;

    private final Partitioner partitioner;
    private final int partitions;
    private final boolean byHash;
    private final int mask;

    /**
     * Creates a router.
     *
     * @param partitioner assigns keys to partitions
     */
    public Router(Partitioner partitioner) {
        this.partitioner = partitioner;
        this.partitions = partitioner.numPartitions();
        this.byHash = partitioner instanceof HashPartitioner;
        this.mask = Integer.bitCount(partitions) == 1 ? partitions - 1 : -1;
    }

    /**
     * Returns the number of reduce partitions.
     *
     * @return how many
     */
    public int partitions() {
        return partitions;
    }

    /**
     * Tells whether the portable hash decides on the partition.
     *
     * @return whether it does
     */
    public boolean byHash() {
        return byHash;
    }

    /**
     * Returns the partition of a key whose hash is known.
     *
     * @param key the key
     * @param hash its portable hash; anything where that does not decide
     * @return the partition
     * @throws IllegalStateException if a partitioner of the program names a partition that there is not
     */
    public int route(Object key, int hash) {
        if (byHash) {
            // For powers of two this is the remainder, of negative hashes too.
            return mask >= 0 ? hash & mask : Math.floorMod(hash, partitions);
        }
        return custom(key);
    }

    /**
     * Returns the hash if it decides on the partition.
     *
     * @param key the key
     * @return its portable hash, else 0
     */
    public int hashIfNeeded(Object key) {
        return byHash ? PortableHash.of(key) : 0;
    }

    private int custom(Object key) {
        int partition = partitioner.getPartition(key);
        if (partition < 0 || partition >= partitions) {
            throw new IllegalStateException(
                    "partitioner " + partitioner.getClass().getName() + " assigned key " + describe(key)
                            + " to partition " + partition + "; it has partitions 0 to " + (partitions - 1));
        }
        return partition;
    }

    private static String describe(Object key) {
        if (key == null) {
            return "null";
        }
        String text;
        try {
            text = String.valueOf(key);
        } catch (RuntimeException e) {
            text = "whose toString failed: " + e;
        }
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        return "'" + shown + "' of " + key.getClass().getName();
    }
}
