// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import java.util.List;

/** Names and makes the threads of one receiver. */
final class ReceiverThreads {
    private final String prefix;

    ReceiverThreads(String appName, int streamId) {
        this.prefix = "shaduf-" + appName + "-receiver-" + streamId + "-";
    }

    String name(String role) {
        return prefix + role;
    }

    Thread start(String role, Runnable body) {
        Thread thread = new Thread(body, name(role));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Finds the threads that carry the receiver's name and still run. */
    List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix) && thread.isAlive())
                .filter(thread -> thread != Thread.currentThread())
                .toList();
    }
}
