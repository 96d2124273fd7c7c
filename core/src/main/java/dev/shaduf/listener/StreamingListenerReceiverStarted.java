// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A receiver has started.
 *
 * @param receiverInfo the receiver
 */
public record StreamingListenerReceiverStarted(ReceiverInfo receiverInfo) {}
