// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/**
 * The state of one operator.
 *
 * @param uid the name of the state
 * @param partitions its partitions
 * @param keys the keys of the newest version
 * @param touched the keys touched by the newest version
 * @param versions the versions that can be read
 */
public record StateInfo(String uid, int partitions, long keys, long touched, int versions) {}
