// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.io.Serializable;

/**
 * Where the records of a persisted RDD or stream, or the blocks of a receiver, are kept.
 *
 * @param useDisk whether what does not fit in memory goes to disk
 * @param useMemory whether memory is used
 * @param deserialized whether records in memory stay objects
 * @param replication how many copies are asked for; engines in one JVM keep one
 */
public record StorageLevel(boolean useDisk, boolean useMemory, boolean deserialized, int replication)
        implements Serializable {
    /** Nothing is kept: the records are computed again each time. */
    public static final StorageLevel NONE = new StorageLevel(false, false, false, 1);
    /** Only on disk. */
    public static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, 1);
    /** Only on disk, two copies. */
    public static final StorageLevel DISK_ONLY_2 = new StorageLevel(true, false, false, 2);
    /** As objects in memory; partitions that do not fit are computed again. */
    public static final StorageLevel MEMORY_ONLY = new StorageLevel(false, true, true, 1);
    /** As objects in memory, two copies. */
    public static final StorageLevel MEMORY_ONLY_2 = new StorageLevel(false, true, true, 2);
    /** As bytes in memory; partitions that do not fit are computed again. */
    public static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, 1);
    /** As bytes in memory, two copies. */
    public static final StorageLevel MEMORY_ONLY_SER_2 = new StorageLevel(false, true, false, 2);
    /** As objects in memory; partitions that do not fit go to disk. */
    public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, true, 1);
    /** As objects in memory or on disk, two copies. */
    public static final StorageLevel MEMORY_AND_DISK_2 = new StorageLevel(true, true, true, 2);
    /** As bytes in memory; partitions that do not fit go to disk. */
    public static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, 1);
    /** As bytes in memory or on disk, two copies. */
    public static final StorageLevel MEMORY_AND_DISK_SER_2 = new StorageLevel(true, true, false, 2);

    /**
     * Checks the number of copies.
     */
    public StorageLevel {
        if (replication < 1) {
            throw new IllegalArgumentException("a storage level with " + replication + " copies: at least 1 is needed");
        }
    }

    /**
     * Tells whether anything is kept at this level.
     *
     * @return whether memory or disk is used
     */
    public boolean keeps() {
        return useMemory || useDisk;
    }
}
