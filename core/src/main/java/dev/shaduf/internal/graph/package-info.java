// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → [graph] → job → sink}
 *
 * <p>The graph of streams: one small class per operator, from a batch to an RDD. Built by the program before the start;
 * called by {@code internal.job} once per batch, on the thread that runs batches.
 */
@NullMarked
package dev.shaduf.internal.graph;

import org.jspecify.annotations.NullMarked;
