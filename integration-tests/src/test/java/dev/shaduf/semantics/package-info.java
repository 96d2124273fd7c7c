// SPDX-License-Identifier: Apache-2.0
/**
 * What streams mean, whatever engine they run on: every operation with its edges, failures in every stage, the life cycle of a
 * context. The engine is chosen in one place, {@link dev.shaduf.semantics.Semantics#MASTER}.
 */
@NullMarked
package dev.shaduf.semantics;

import org.jspecify.annotations.NullMarked;
