// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → [job] → sink}
 *
 * <p>Runs plans on a cluster of Apache Spark. The plan of a job becomes RDDs of Spark's: a narrow chain is one pass of the fused
 * pipeline, a shuffle is Spark's with blocks of our own, a state is a table in the memory of an executor.
 */
@NullMarked
package dev.shaduf.engine.spark;

import org.jspecify.annotations.NullMarked;
