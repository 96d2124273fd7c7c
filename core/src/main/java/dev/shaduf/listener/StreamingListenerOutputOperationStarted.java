// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * An output operation has started.
 *
 * @param outputOperationInfo the operation
 */
public record StreamingListenerOutputOperationStarted(OutputOperationInfo outputOperationInfo) {}
