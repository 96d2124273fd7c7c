// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;

/**
 * A partition of an RDD that a task reads.
 *
 * @param parent the place of the RDD among those read
 * @param partition the partition
 */
record Piece(int parent, int partition) implements Serializable {}
