// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what was fetched ahead. */
final class CutRead implements Blocks {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final PartitionBuffer buffer;
    private final Cut cut;
    private int number;
    private boolean closed;

    CutRead(PartitionBuffer buffer, Cut cut) {
        this.buffer = buffer;
        this.cut = cut;
    }

    @Override
    public @Nullable Block next() throws InterruptedException {
        return closed ? null : buffer.next(cut, number++, TIMEOUT_NANOS);
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
