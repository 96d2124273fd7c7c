// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.listener.ReceiverInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what happens to a receiver. */
final class Recording implements ReceiverRun.Events {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void started(ReceiverInfo info) {
        events.add("started " + info.restarts());
    }

    @Override
    public void failed(ReceiverInfo info, String message, @Nullable Throwable error) {
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
