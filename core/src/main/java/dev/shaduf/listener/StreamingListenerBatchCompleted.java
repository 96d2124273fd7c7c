// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A batch has completed.
 *
 * @param batchInfo the batch
 */
public record StreamingListenerBatchCompleted(BatchInfo batchInfo) {}
