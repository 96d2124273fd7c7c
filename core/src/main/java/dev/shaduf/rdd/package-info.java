// SPDX-License-Identifier: Apache-2.0
/**
 * RDDs: immutable, partitioned collections described by how they are computed. Everything here is an interface or a
 * value; which engine computes an RDD cannot be told from its type.
 */
@NullMarked
package dev.shaduf.rdd;

import org.jspecify.annotations.NullMarked;
