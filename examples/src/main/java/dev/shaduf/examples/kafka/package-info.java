// SPDX-License-Identifier: Apache-2.0
/** Programs that read topics of Kafka and write topics and tables, exactly once. */
@NullMarked
package dev.shaduf.examples.kafka;

import org.jspecify.annotations.NullMarked;
