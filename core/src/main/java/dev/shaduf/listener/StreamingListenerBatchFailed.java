// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A batch has failed.
 *
 * @param batchInfo the batch
 * @param cause what its last attempt threw
 */
public record StreamingListenerBatchFailed(BatchInfo batchInfo, Throwable cause) {}
