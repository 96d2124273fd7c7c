// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Finds threads that outlive what they belong to. */
final class Leaks {
    private static final long LOOK_MILLIS = 20;
    private static final int FRAMES = 12;

    private Leaks() {}

    /** Waits for the threads with a prefix to end, and fails if they do not. */
    static void check(String prefix, Duration patience) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.milliseconds());
        Map<Thread, StackTraceElement[]> alive = alive(prefix);
        try {
            while (!alive.isEmpty() && System.nanoTime() < deadline) {
                alive.keySet().iterator().next().join(LOOK_MILLIS);
                alive = alive(prefix);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!alive.isEmpty()) {
            throw new AssertionError("threads are alive " + patience + " after the end of what they belong to:"
                    + alive.entrySet().stream().map(Leaks::describe).collect(Collectors.joining()));
        }
    }

    private static Map<Thread, StackTraceElement[]> alive(String prefix) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry ->
                        entry.getKey().getName().startsWith(prefix) && entry.getKey() != Thread.currentThread())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String describe(Map.Entry<Thread, StackTraceElement[]> thread) {
        List<StackTraceElement> frames = List.of(thread.getValue());
        return "\n  " + thread.getKey().getName()
                + frames.stream()
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
