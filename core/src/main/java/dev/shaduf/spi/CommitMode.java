// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/** Where a sink makes its output visible. */
public enum CommitMode {
    /** On the driver, in {@link SinkSession#commit}, for all partitions of a batch. */
    PER_BATCH,
    /** In {@link SinkWriter#prepare}, each partition for itself, guarded by the sink's own mark. */
    PER_PARTITION
}
