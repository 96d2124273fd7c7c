// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A batch has started.
 *
 * @param batchInfo the batch
 */
public record StreamingListenerBatchStarted(BatchInfo batchInfo) {}
