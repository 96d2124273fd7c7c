// SPDX-License-Identifier: Apache-2.0
/** The contender: Shaduf, as its users write it. */
@NullMarked
package dev.shaduf.benchmarks.shaduf;

import org.jspecify.annotations.NullMarked;
