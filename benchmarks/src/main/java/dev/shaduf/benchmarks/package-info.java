// SPDX-License-Identifier: Apache-2.0
/** Measures Shaduf: JMH benchmarks, and end-to-end runs beside the peers. */
@NullMarked
package dev.shaduf.benchmarks;

import org.jspecify.annotations.NullMarked;
