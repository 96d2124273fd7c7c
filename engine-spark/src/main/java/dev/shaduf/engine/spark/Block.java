// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;

/**
 * Records of one map task for one reduce partition, on their way through a shuffle.
 *
 * @param map the map task
 * @param sequence which of its blocks for that partition it is, from 0
 * @param count the records
 * @param bytes the records, encoded
 */
record Block(int map, int sequence, int count, byte[] bytes) implements Serializable {}
