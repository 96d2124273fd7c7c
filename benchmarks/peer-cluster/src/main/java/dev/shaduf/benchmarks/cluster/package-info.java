// SPDX-License-Identifier: Apache-2.0
/** The programs of the benchmarks on a Spark cluster, which they start on this machine and end with themselves. */
@NullMarked
package dev.shaduf.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
