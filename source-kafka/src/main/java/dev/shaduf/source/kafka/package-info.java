// SPDX-License-Identifier: Apache-2.0
/**
 * {@code [source] → receiver → block → batch → graph → job → sink}
 *
 * <p>Reads Kafka topics directly: each batch is a range of offsets per partition, which can be read again.
 */
@NullMarked
package dev.shaduf.source.kafka;

import org.jspecify.annotations.NullMarked;
