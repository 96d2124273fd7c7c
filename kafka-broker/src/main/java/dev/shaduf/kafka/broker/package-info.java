// SPDX-License-Identifier: Apache-2.0
/** Real Kafka brokers for tests: child processes on 127.0.0.1 that may be killed and started again. */
@NullMarked
package dev.shaduf.kafka.broker;

import org.jspecify.annotations.NullMarked;
