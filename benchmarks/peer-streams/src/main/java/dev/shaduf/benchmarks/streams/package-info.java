// SPDX-License-Identifier: Apache-2.0
/** The Kafka workloads as Kafka Streams programs, with two threads. */
@NullMarked
package dev.shaduf.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
