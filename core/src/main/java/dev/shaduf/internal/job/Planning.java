// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.Overrun;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.PassedOver;
import dev.shaduf.listener.StreamingListenerGap;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the planning thread does: waits for the next time and for a free place, plans the batch, puts it there. */
final class Planning implements Runnable {
    private enum Mode {
        /** Every interval a batch. */
        TICKING,
        /** Batches at once until nothing that was received is left. */
        DRAINING,
        /** No more batches. */
        ENDING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private static final long RETRY_MILLIS = 50;

    private final Clock clock;
    private final StreamGraph graph;
    private final BatchPlanner planner;
    private final WaitingPlaces places;
    private final JobFigures figures;
    private final ListenerBus bus;
    private final Overrun overrun;
    private final Ticker ticker;
    private final Duration interval;
    private final Consumer<Throwable> failed;
    /** Whether the program was not running before the next time that is planned. */
    private boolean wasDown;

    private volatile Mode mode = Mode.TICKING;

    Planning(
            JobEnvironment job,
            BatchPlanner planner,
            WaitingPlaces places,
            JobFigures figures,
            Restart restart,
            Consumer<Throwable> failed) {
        this.clock = job.clock();
        this.graph = job.graph();
        this.planner = planner;
        this.places = places;
        this.figures = figures;
        this.bus = job.bus();
        this.overrun = job.overrun();
        this.interval = graph.batchInterval();
        this.ticker = new Ticker(clock, interval, restart.last(), this::reportSkew);
        this.wasDown = restart.isRestart();
        this.failed = failed;
    }

    @Override
    public void run() {
        try {
            tick();
            drain();
        } catch (Throwable e) {
            if (e instanceof InterruptedException && mode != Mode.TICKING) {
                LOG.debug("planning was interrupted");
            } else {
                LOG.error("no batch can be planned any more", e);
                failed.accept(e);
            }
        } finally {
            places.end();
        }
    }

    /** Has the thread plan what is left and end; the caller interrupts the thread. */
    void startDraining() {
        mode = Mode.DRAINING;
    }

    /** Has the thread end; the caller interrupts the thread. */
    void startEnding() {
        mode = Mode.ENDING;
    }

    private void tick() throws Exception {
        try {
            while (mode == Mode.TICKING) {
                if (Thread.interrupted()) {
                    LOG.debug("planning was interrupted");
                    continue; // one that is to end the ticking comes after the mode; any other was left behind by an
                    // input
                }
                ticker.await();
                boolean waited = places.awaitFree();
                if (mode == Mode.TICKING) {
                    plan(ticker.take(waited), waited);
                }
            }
        } catch (InterruptedException e) {
            if (mode == Mode.TICKING) {
                throw e;
            }
        }
    }

    private void drain() throws Exception {
        if (Thread.interrupted()) {
            LOG.debug("the interrupt that ended the ticking has done its work");
        }
        while (mode == Mode.DRAINING && planner.hasBacklog()) {
            places.awaitFree();
            Optional<BatchPlan> plan = planner.planBacklog(ticker);
            if (plan.isPresent()) {
                put(plan.get(), null);
            } else {
                // What was received cannot be had yet, from a log that cannot be written perhaps: a disk is waited for.
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    private void plan(Tick tick, boolean full) throws Exception {
        PassedOver before = tick.passedOver() == 0 ? null : passOver(tick, full);
        wasDown = false;
        put(planner.plan(tick.time()), before);
    }

    private void put(BatchPlan plan, @Nullable PassedOver before) {
        WaitingBatch batch =
                new WaitingBatch(plan, planner.describe(plan), before, clock.currentTimeMillis(), clock.nanoTime());
        if (!bus.silent()) {
            BatchProgress.submitted(batch, bus);
        }
        places.put(batch);
    }

    private @Nullable PassedOver passOver(Tick tick, boolean full) throws Exception {
        Time first = tick.gapStart(interval);
        Time last = tick.gapEnd(interval);
        boolean down = wasDown;
        wasDown = false;
        String reason = reason(full, down);
        figures.gap(tick.passedOver());
        bus.post(l -> l.onGap(new StreamingListenerGap(first, last, tick.passedOver(), reason)));
        if (overrun == Overrun.FAIL && !down) {
            throw new IllegalStateException(
                    "batch times " + first + " to " + last + " were passed over because " + reason
                            + ", and shaduf.overrun is 'fail'; give the batches more time or choose 'catch-up' or 'collapse'");
        }
        if (overrun == Overrun.COLLAPSE || !graph.needsEveryTime()) {
            return null;
        }
        long reach = graph.reach().milliseconds() / interval.milliseconds();
        long count = Math.min(tick.passedOver(), reach);
        return count == 0 ? null : planner.planEmpty(tick.time().minus(interval.times(count)), count, interval);
    }

    private static String reason(boolean full, boolean down) {
        if (down) {
            return "the program was not running";
        }
        return full ? "two batches were waiting already" : "the clock jumped ahead";
    }

    private void reportSkew(Duration behind, Time last) {
        String reason = "the clock was set back by " + behind + "; batch times go on from the last one";
        LOG.warn("{} ({})", reason, last);
        bus.post(l -> l.onGap(new StreamingListenerGap(last, last, 0, reason)));
    }
}
