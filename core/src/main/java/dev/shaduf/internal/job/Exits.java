// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import java.util.Arrays;
import java.util.Map;

/**
 * Finds threads that have called {@code System.exit}: they wait for the hooks of the JVM, one of which stops the context. A
 * batch in which that was called never ends, and is not worth waiting for.
 */
final class Exits {
    private static final String EXIT = "java.lang.Shutdown";

    private Exits() {}

    /** Tells whether the thread of the batches, or a task that it may wait for, has called it. */
    static boolean holdUp(Thread batches) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() == batches || isTask(thread.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(EXIT)));
    }

    /** The pool of an engine may be that of several contexts, and have the name of another. */
    private static boolean isTask(Thread thread) {
        String name = thread.getName();
        return name.startsWith("shaduf-") && name.contains("-task-");
    }
}
