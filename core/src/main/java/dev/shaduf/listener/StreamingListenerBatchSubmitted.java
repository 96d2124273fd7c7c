// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A batch waits for its turn.
 *
 * @param batchInfo the batch
 */
public record StreamingListenerBatchSubmitted(BatchInfo batchInfo) {}
