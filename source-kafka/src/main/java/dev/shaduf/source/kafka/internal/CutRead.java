// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what was fetched ahead. */
final class CutRead implements Blocks {
    private static final long LONGEST_MILLIS = 30_000;

    private final PartitionBuffer buffer;
    private final Cut cut;
    private final long patienceNanos;
    private int number;
    private boolean closed;

    /** Begins; half of the time that a task waits is left for reading directly what does not arrive here. */
    CutRead(PartitionBuffer buffer, Cut cut, Duration readTimeout) {
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_MILLIS, readTimeout.milliseconds() / 2));
        this.buffer = buffer;
        this.cut = cut;
    }

    @Override
    public @Nullable Block next() throws InterruptedException {
        return closed ? null : buffer.next(cut, number++, patienceNanos);
    }

    @Override
    public boolean ended() {
        return buffer.ended(cut);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            buffer.release(cut);
        }
    }
}
