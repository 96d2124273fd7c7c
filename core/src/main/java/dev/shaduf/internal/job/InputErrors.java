// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StreamingListenerReceiverError;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, logs and publishes the errors of one input. An input that fails at every batch does not flood the log. */
final class InputErrors {
    private static final Logger LOG = LoggerFactory.getLogger(InputErrors.class);

    private final AtomicLong count = new AtomicLong();
    private final ListenerBus bus;

    InputErrors(ListenerBus bus) {
        this.bus = bus;
    }

    /** Logs and publishes an error of an input that is planned; the description is that of the input with the error in it. */
    void report(ReceiverInfo input, String message, @Nullable Throwable error) {
        if (Long.bitCount(publish(input)) == 1) {
            LOG.warn("input {} ({}): {}", input.streamId(), input.name(), message, error);
        }
    }

    /** Publishes an error that has been logged; returns how many there were. */
    long publish(ReceiverInfo input) {
        bus.post(listener -> listener.onReceiverError(new StreamingListenerReceiverError(input)));
        return count.incrementAndGet();
    }

    long count() {
        return count.get();
    }
}
