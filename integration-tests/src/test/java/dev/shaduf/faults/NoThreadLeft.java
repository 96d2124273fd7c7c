// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test after which a thread of Shaduf is alive that was not before. */
final class NoThreadLeft implements BeforeEachCallback, AfterEachCallback {
    private static final long PATIENCE_SECONDS = 10;
    private static final long LOOK_MILLIS = 10;

    private List<Thread> before = List.of();

    @Override
    public void beforeEach(ExtensionContext test) {
        before = threads();
    }

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            left.get(0).join(LOOK_MILLIS);
            left = left();
        }
        assertThat(left).as("threads left behind").isEmpty();
    }

    private List<Thread> left() {
        return threads().stream().filter(thread -> !before.contains(thread)).toList();
    }

    /** Lists the threads that carry the name of the house. */
    static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("shaduf-"))
                .toList();
    }
}
