// SPDX-License-Identifier: Apache-2.0
/** How the Kafka source plans, fetches ahead and reads. */
@NullMarked
package dev.shaduf.source.kafka.internal;

import org.jspecify.annotations.NullMarked;
