// SPDX-License-Identifier: Apache-2.0
/** The Kafka workloads as Flink programs, in one JVM. */
@NullMarked
package dev.shaduf.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
