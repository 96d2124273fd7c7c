// SPDX-License-Identifier: Apache-2.0
/** The workloads as Spark Streaming programs, tuned for one machine; {@code benchmarks/README.md} says how. */
@NullMarked
package dev.shaduf.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
