// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.rdd.StorageLevel;

/** Storage levels as Spark's. */
final class SparkLevels {
    private SparkLevels() {}

    static org.apache.spark.storage.StorageLevel of(StorageLevel level) {
        return org.apache.spark.storage.StorageLevel.apply(
                level.useDisk(), level.useMemory(), false, level.deserialized(), level.replication());
    }
}
