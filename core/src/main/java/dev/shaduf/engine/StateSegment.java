// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.time.Time;

/**
 * A partition of a state, written whole.
 *
 * @param uid the name of the state
 * @param partition the partition, from 0
 * @param partitions the number of partitions of the state
 * @param time the time of the batch whose version it is: not after that of the snapshot
 * @param keys the keys written
 * @param bytes the bytes written
 * @param name the segment that holds them
 */
public record StateSegment(String uid, int partition, int partitions, Time time, long keys, long bytes, String name) {}
