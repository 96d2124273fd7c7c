// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.receiver.ReceiverRun;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StreamingListenerReceiverStarted;
import dev.shaduf.listener.StreamingListenerReceiverStopped;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what happens to a receiver.
 *
 * @param bus where listeners are
 * @param errors counts the errors
 */
record ReceiverEvents(ListenerBus bus, InputErrors errors) implements ReceiverRun.Events {
    @Override
    public void started(ReceiverInfo info) {
        bus.post(listener -> listener.onReceiverStarted(new StreamingListenerReceiverStarted(info)));
    }

    @Override
    public void failed(ReceiverInfo info, String message, @Nullable Throwable error) {
        errors.publish(info);
    }

    @Override
    public void stopped(ReceiverInfo info) {
        bus.post(listener -> listener.onReceiverStopped(new StreamingListenerReceiverStopped(info)));
    }
}
