// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * The state of one operator.
 *
 * @param uid the name of the state
 * @param partitions its partitions
 * @param keys the keys of its newest version
 * @param touched the keys that its newest version touched
 * @param versions the versions that can be read
 */
public record StateStatus(String uid, int partitions, long keys, long touched, int versions) {}
