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

    /** Takes note of an error; the description is that of the input with the error in it. */
    void report(ReceiverInfo input, String message, @Nullable Throwable error) {
        long n = count.incrementAndGet();
        if (Long.bitCount(n) == 1) {
            LOG.warn("input {} ({}): {} [error {}]", input.streamId(), input.name(), message, n, error);
        }
        bus.post(listener -> listener.onReceiverError(new StreamingListenerReceiverError(input)));
    }

    long count() {
        return count.get();
    }
}
