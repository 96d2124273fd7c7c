// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.block.BlockCutter;
import dev.shaduf.time.Clock;

/** Cuts blocks within a batch interval, on a thread of its own; at the interval's end the batch itself cuts. */
final class BlockTimer implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final BlockCutter cutter;
    private final Clock clock;
    private final Wakeup wakeup;
    private final ReceiverLife life;
    private final ReceiverStatus status;
    private final long blockMillis;
    private final long batchMillis;

    BlockTimer(
            BlockCutter cutter,
            Clock clock,
            Wakeup wakeup,
            ReceiverLife life,
            ReceiverStatus status,
            ReceiverSettings settings) {
        this.cutter = cutter;
        this.clock = clock;
        this.wakeup = wakeup;
        this.life = life;
        this.status = status;
        this.blockMillis = settings.blockInterval().milliseconds();
        this.batchMillis = settings.batchInterval().milliseconds();
    }

    /** Tells whether there is anything to cut within a batch. */
    boolean needed() {
        return blockMillis > 0 && blockMillis < batchMillis;
    }

    @Override
    public void run() {
        try {
            long next = after(clock.currentTimeMillis());
            while (!life.over()) {
                long ticket = wakeup.ticket();
                long now = clock.currentTimeMillis();
                if (now >= next) {
                    cut();
                    next = after(now);
                } else if (!life.over()) {
                    next = Math.min(next, after(now)); // the clock may have been set back
                    wakeup.await(ticket, (next - now) * NANOS_PER_MILLI);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails once may succeed the next time, and the batch cuts too: the thread goes on. */
    private void cut() {
        try {
            cutter.cut();
        } catch (Throwable e) {
            status.failed("no block could be cut between two batches; it is tried again: " + e, e);
        }
    }

    /** Returns the next time to cut: multiples of the block interval within the batch, but not its end. */
    private long after(long now) {
        long batchStart = Math.floorDiv(now, batchMillis) * batchMillis;
        long next = batchStart + ((now - batchStart) / blockMillis + 1) * blockMillis;
        return next < batchStart + batchMillis ? next : batchStart + batchMillis + blockMillis;
    }
}
