// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.block.BlockCutter;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts, restarts and stops one receiver, on a thread of its own. Requests come from any thread and take effect at once
 * for those that store; the calls of the receiver's methods follow.
 */
final class ReceiverLife implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Receiver<?> receiver;
    private final ReceiverStatus status;
    private final ReceiverSettings settings;
    private final ReceiverThreads threads;
    private final Clock clock;
    private final StoreGate gate;
    private final BlockCutter cutter;
    private final Wakeup wakeup;

    private volatile ReceiverState state = ReceiverState.INITIAL;
    private volatile int attempt;
    private volatile boolean stopRequested;
    private volatile boolean draining;
    private volatile boolean abandoned;
    private volatile @Nullable Restart restart;
    private @Nullable Call start;

    ReceiverLife(
            Receiver<?> receiver,
            ReceiverStatus status,
            ReceiverSettings settings,
            ReceiverThreads threads,
            Clock clock,
            StoreGate gate,
            BlockCutter cutter,
            Wakeup wakeup) {
        this.receiver = receiver;
        this.status = status;
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
        this.gate = gate;
        this.cutter = cutter;
        this.wakeup = wakeup;
    }

    @Override
    public void run() {
        try {
            while (state != ReceiverState.STOPPED) {
                state = state.run(this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // abandoned: whoever gave up on this receiver has reported it
        } catch (Throwable e) {
            status.failed("its supervisor has failed, and the receiver is stopped: " + e, e);
        } finally {
            state = ReceiverState.STOPPED;
            shut();
            status.stopped();
        }
    }

    boolean isStarted() {
        return state == ReceiverState.STARTED && gate.isOpen();
    }

    boolean isStopped() {
        return !gate.isOpen();
    }

    boolean over() {
        return state == ReceiverState.STOPPED;
    }

    /** Returns the number of the present attempt: what belongs to an earlier one is out of date. */
    int attempt() {
        return attempt;
    }

    /** Tells whether the present attempt is about to end for another one. */
    boolean restartPending() {
        return restart != null;
    }

    void requestRestart(String message, long delayMillis) {
        synchronized (this) {
            boolean underway = restart != null || state == ReceiverState.RESTARTING;
            if (stopRequested || draining || underway) {
                return;
            }
            long delay = delayMillis < 0 ? settings.restartDelay().milliseconds() : delayMillis;
            restart = new Restart(message, delay);
            shut();
        }
    }

    void requestStop() {
        synchronized (this) {
            stopRequested = true;
            shut();
        }
    }

    void drain() {
        synchronized (this) {
            draining = true;
            shut();
        }
    }

    /** Gives up waiting for the receiver's methods. */
    void abandon() {
        abandoned = true;
        wakeup.call();
    }

    ReceiverState starting() throws InterruptedException {
        if (!openForAttempt()) {
            return ReceiverState.STOPPING;
        }
        Call call = Call.onStart(receiver::onStart, threads, wakeup);
        start = call;
        await(call, () -> stopRequested || restart != null);
        Throwable error = call.error();
        if (error != null && !stopRequested) {
            status.failed("onStart failed: " + error, error);
            requestRestart("onStart failed", -1);
        }
        ReceiverState next = next();
        if (next == ReceiverState.STARTED) {
            status.started();
        }
        return next;
    }

    ReceiverState started() throws InterruptedException {
        while (true) {
            long ticket = wakeup.ticket();
            ReceiverState next = next();
            if (next != ReceiverState.STARTED) {
                return next;
            }
            wakeup.await(ticket);
        }
    }

    ReceiverState restarting() throws InterruptedException {
        Restart request = restart;
        endAttempt();
        if (request != null) {
            status.restarting(request.message);
            pause(request.delayMillis);
        }
        synchronized (this) {
            restart = null;
            return stopRequested || draining ? ReceiverState.STOPPING : ReceiverState.STARTING;
        }
    }

    ReceiverState stopping() throws InterruptedException {
        endAttempt();
        return ReceiverState.STOPPED;
    }

    private ReceiverState next() {
        if (stopRequested) {
            return ReceiverState.STOPPING;
        }
        return restart != null ? ReceiverState.RESTARTING : ReceiverState.STARTED;
    }

    private synchronized boolean openForAttempt() {
        if (stopRequested || draining) {
            return false;
        }
        attempt++;
        gate.open();
        cutter.open();
        return true;
    }

    /** Lets nothing more in, releases those that wait, and wakes this life's own thread. */
    private void shut() {
        gate.close();
        cutter.close();
        wakeup.call();
    }

    /** Calls onStop, and waits for it and for an onStart that has not returned. */
    private void endAttempt() throws InterruptedException {
        Call started = start;
        start = null;
        if (started == null) {
            return;
        }
        started.settle();
        Call stop = Call.onStop(receiver::onStop, threads, wakeup);
        await(stop, () -> abandoned);
        Throwable error = stop.error();
        if (error != null) {
            status.failed("onStop failed: " + error, error);
        }
        if (!started.done()) {
            started.interrupt();
            await(started, () -> abandoned);
        }
        giveUp(started);
        giveUp(stop);
    }

    /** Interrupts a call that was abandoned, and says where it stood. */
    private void giveUp(Call call) {
        if (abandoned && !call.done()) {
            status.failed(call.method() + " did not return in time and is interrupted. Thread " + call.place(), null);
            call.interrupt();
        }
    }

    /** Waits until a call is done or something else matters more; a call that blocks is reported once. */
    private void await(Call call, BooleanSupplier unless) throws InterruptedException {
        Duration timeout = settings.startTimeout();
        long deadline = clock.nanoTime() + timeout.milliseconds() * NANOS_PER_MILLI;
        boolean reported = false;
        while (true) {
            long ticket = wakeup.ticket();
            if (call.done() || unless.getAsBoolean()) {
                return;
            }
            long left = deadline - clock.nanoTime();
            if (left > 0) {
                wakeup.await(ticket, left);
            } else if (reported) {
                wakeup.await(ticket);
            } else {
                reported = true;
                status.failed(blocking(call, timeout), null);
            }
        }
    }

    private String blocking(Call call, Duration timeout) {
        return call.method() + " of " + receiver.getClass().getName() + " has not returned for " + timeout
                + "; it must start or stop threads of its own and return. Thread " + call.place();
    }

    private void pause(long delayMillis) throws InterruptedException {
        long deadline = clock.nanoTime() + delayMillis * NANOS_PER_MILLI;
        while (!stopRequested && !draining) {
            long ticket = wakeup.ticket();
            long left = deadline - clock.nanoTime();
            if (left <= 0) {
                return;
            }
            if (!stopRequested) {
                wakeup.await(ticket, left);
            }
        }
    }

    private record Restart(String message, long delayMillis) {}
}
