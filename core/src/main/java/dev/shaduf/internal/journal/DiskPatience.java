// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often and how long a write is tried again that the disk refuses, because it is full perhaps. */
final class DiskPatience {
    private static final Logger LOG = LoggerFactory.getLogger(DiskPatience.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long LOUD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Duration longest;
    private final long begin = System.nanoTime();
    private long pause = FIRST_PAUSE_MILLIS;
    private long loudNanos = begin - LOUD_EVERY_NANOS;

    DiskPatience(Duration longest) {
        this.longest = longest;
    }

    /** Waits before the next try, in real time, because it is a disk that is waited for; throws when it has been long enough. */
    void pause(IOException error) throws IOException {
        long now = System.nanoTime();
        long waited = TimeUnit.NANOSECONDS.toMillis(now - begin);
        if (waited >= longest.milliseconds()) {
            throw new IOException(
                    "the journal could not be written for " + longest + " (shaduf.checkpoint.patience): " + error,
                    error);
        }
        if (now - loudNanos >= LOUD_EVERY_NANOS) {
            loudNanos = now;
            LOG.warn("the journal cannot be written; batches wait and it is tried again: {}", error.toString());
        }
        sleep(Math.min(pause, longest.milliseconds() - waited + 1));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }

    /** An interrupt is kept: what is half written must not be left so while there is hope. */
    private static void sleep(long millis) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
