// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextState;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Knows which batches are complete, and notices a context that has failed meanwhile. */
final class BatchEnds implements StreamingListener {
    private static final long LOOK_MILLIS = 100;

    private Time completed = new Time(Long.MIN_VALUE);

    @Override
    public synchronized void onBatchCompleted(StreamingListenerBatchCompleted event) {
        completed = completed.max(event.batchInfo().batchTime());
        notifyAll();
    }

    /** Waits until the batch of a time, or a later one, is complete; returns the latest. */
    synchronized Time awaitEnd(Time time, StreamingContext context, Duration patience)
            throws InterruptedException, TimeoutException {
        long deadline = deadline(patience);
        while (completed.before(time)) {
            wait(LOOK_MILLIS);
            if (completed.before(time)) {
                giveUp("batch " + time + " did not complete", deadline, context, patience);
            }
        }
        return completed;
    }

    /** Waits until the planner waits for a time. */
    void awaitPlanner(ManualClock clock, Time time, StreamingContext context, Duration patience)
            throws InterruptedException, TimeoutException {
        long deadline = deadline(patience);
        boolean waits = false;
        while (!waits) {
            try {
                clock.awaitWaiter(time.milliseconds(), LOOK_MILLIS, TimeUnit.MILLISECONDS);
                waits = true;
            } catch (TimeoutException notYet) {
                giveUp("nobody waits for time " + time + " (" + clock + ")", deadline, context, patience);
            }
        }
    }

    private static void giveUp(String what, long deadline, StreamingContext context, Duration patience)
            throws InterruptedException, TimeoutException {
        if (context.getState() == StreamingContextState.STOPPED) {
            context.awaitTermination();
            throw new IllegalStateException(what + ": the context was stopped");
        }
        if (System.nanoTime() >= deadline) {
            throw new TimeoutException(
                    what + " within " + patience + "; " + context.status().line());
        }
    }

    private static long deadline(Duration patience) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.milliseconds());
    }
}
