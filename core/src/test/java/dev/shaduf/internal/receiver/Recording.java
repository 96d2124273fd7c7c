// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.listener.ReceiverInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what happens to a receiver. */
final class Recording implements ReceiverRun.Events {
    final List<String> events = new CopyOnWriteArrayList<>();
    /** Thrown for the next error that is reported. */
    volatile @Nullable Error next;

    @Override
    public void started(ReceiverInfo info) {
        events.add("started " + info.restarts());
    }

    @Override
    public void failed(ReceiverInfo info, String message, @Nullable Throwable error) {
        Error thrown = next;
        next = null;
        if (thrown != null) {
            throw thrown;
        }
        events.add("failed " + message);
    }

    @Override
    public void stopped(ReceiverInfo info) {
        events.add("stopped");
    }

    String lastError() {
        return events.stream().filter(e -> e.startsWith("failed")).reduce("", (a, b) -> b);
    }
}
