// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → [batch] → graph → job → sink}
 *
 * <p>The typed front of the plan: operations of RDDs become nodes, actions become calls of the engine. Comes from the
 * program and from {@code internal.graph}; hands to {@code engine}; runs on the caller's thread.
 */
@NullMarked
package dev.shaduf.internal.rdd;

import org.jspecify.annotations.NullMarked;
