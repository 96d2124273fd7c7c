// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of a running receiver, and who is told. Safe for use by many threads. */
final class ReceiverStatus {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverStatus.class);

    private final String label;
    private final Clock clock;
    private final ReceiverRun.Events events;
    private ReceiverInfo info;

    ReceiverStatus(int streamId, String name, Clock clock, ReceiverRun.Events events) {
        this.label = label(streamId, name);
        this.clock = clock;
        this.events = events;
        this.info = new ReceiverInfo(streamId, name, false, "local", 0, "", Optional.empty(), -1);
    }

    static String label(int streamId, String name) {
        return "receiver '" + name + "' (input " + streamId + ")";
    }

    /** Names the receiver in messages. */
    String label() {
        return label;
    }

    synchronized ReceiverInfo info() {
        return info;
    }

    void started() {
        ReceiverInfo now = change(old -> with(old, true, old.restarts()));
        LOG.info("{} has started", label);
        tell(() -> events.started(now));
    }

    void restarting(String why) {
        change(old -> with(old, false, old.restarts() + 1));
        LOG.info("{} starts again: {}", label, why);
    }

    void stopped() {
        ReceiverInfo now = change(old -> with(old, false, old.restarts()));
        LOG.info("{} has stopped", label);
        tell(() -> events.stopped(now));
    }

    void failed(String message, @Nullable Throwable error) {
        ReceiverInfo now = change(old -> new ReceiverInfo(
                old.streamId(),
                old.name(),
                old.active(),
                old.location(),
                old.restarts(),
                message,
                Optional.ofNullable(error),
                clock.currentTimeMillis()));
        LOG.warn("{}: {}", label, message, error);
        tell(() -> events.failed(now, message, error));
    }

    private synchronized ReceiverInfo change(UnaryOperator<ReceiverInfo> step) {
        info = step.apply(info);
        return info;
    }

    private static ReceiverInfo with(ReceiverInfo old, boolean active, long restarts) {
        return new ReceiverInfo(
                old.streamId(),
                old.name(),
                active,
                old.location(),
                restarts,
                old.lastErrorMessage(),
                old.lastError(),
                old.lastErrorTime());
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: a listener of its events failed", label, e);
        }
    }
}
