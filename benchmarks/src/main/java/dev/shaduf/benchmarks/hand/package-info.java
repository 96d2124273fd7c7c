// SPDX-License-Identifier: Apache-2.0
/** The hand-written loops: what an expert would write without any framework, one class per workload. */
@NullMarked
package dev.shaduf.benchmarks.hand;

import org.jspecify.annotations.NullMarked;
