// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * An output operation has ended.
 *
 * @param outputOperationInfo the operation, with its failure if it failed
 */
public record StreamingListenerOutputOperationCompleted(OutputOperationInfo outputOperationInfo) {}
