// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** Names the segments of a snapshot. */
@FunctionalInterface
public interface StateSegmentNames {
    /**
     * Names the segment of a partition.
     *
     * @param uid the name of the state, as the program gave it
     * @param partition the partition, from 0
     * @return a name that no segment has
     */
    String of(String uid, int partition);
}
