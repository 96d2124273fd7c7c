// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A batch goes on without some of its outputs or state updates, under the failure policy {@code skip}.
 *
 * @param batch what failed
 */
public record StreamingListenerBatchSkipped(SkippedBatch batch) {}
