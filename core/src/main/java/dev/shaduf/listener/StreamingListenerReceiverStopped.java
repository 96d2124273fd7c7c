// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A receiver has stopped.
 *
 * @param receiverInfo the receiver
 */
public record StreamingListenerReceiverStopped(ReceiverInfo receiverInfo) {}
