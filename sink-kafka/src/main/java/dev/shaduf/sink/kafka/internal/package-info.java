// SPDX-License-Identifier: Apache-2.0
/** How the Kafka sink stages, sends and commits. */
@NullMarked
package dev.shaduf.sink.kafka.internal;

import org.jspecify.annotations.NullMarked;
