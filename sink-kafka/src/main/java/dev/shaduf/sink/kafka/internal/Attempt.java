// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.io.Serializable;

/**
 * One attempt to write one partition of a batch; with the number of its records, it is what the driver needs to commit.
 *
 * @param batch the number of the batch
 * @param partition the partition of the batch
 * @param attempt the attempt
 * @param records the number of records staged
 */
record Attempt(long batch, int partition, int attempt, long records) implements Serializable {}
