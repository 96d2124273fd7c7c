// SPDX-License-Identifier: Apache-2.0
/** What an expert writes with Kafka's own clients: consumers that are assigned their partitions, one per thread. */
@NullMarked
package dev.shaduf.benchmarks.hand.kafka;

import org.jspecify.annotations.NullMarked;
