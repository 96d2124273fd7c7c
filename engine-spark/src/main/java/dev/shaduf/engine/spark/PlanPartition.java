// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.util.Map;
import org.apache.spark.Partition;

/** A partition of a {@link PlanRdd}, with those of other RDDs that it is made of. */
record PlanPartition(int index, Map<Piece, Partition> pieces) implements Partition {}
