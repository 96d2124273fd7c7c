// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A receiver reported an error.
 *
 * @param receiverInfo the receiver, with its last error
 */
public record StreamingListenerReceiverError(ReceiverInfo receiverInfo) {}
