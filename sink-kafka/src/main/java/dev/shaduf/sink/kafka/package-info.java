// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → job → [sink]}
 *
 * <p>Writes batches to Kafka topics, exactly once by transactions.
 */
@NullMarked
package dev.shaduf.sink.kafka;

import org.jspecify.annotations.NullMarked;
