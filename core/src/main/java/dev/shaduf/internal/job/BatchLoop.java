// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.Engine;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.PassedOver;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the batch thread does: takes batches in order, runs each, and settles what has completed. */
final class BatchLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);

    /** Sinks are told of the horizon once in so many batches. */
    private static final int BATCHES_PER_PRUNING = 64;

    private final JobEnvironment job;
    private final Engine engine;
    private final StreamGraph graph;
    private final Journal journal;
    private final List<RunningInput> inputs;
    private final WaitingPlaces places;
    private final JobFigures figures;
    private final BatchRunner runner;
    private final Consumer<Throwable> failed;
    private final Skips skips;
    private final InputCommits commits;
    private final List<Replay> replays;
    private volatile @Nullable BatchPlan running;

    BatchLoop(
            JobEnvironment job,
            List<Replay> replays,
            Skips skips,
            List<RunningInput> inputs,
            WaitingPlaces places,
            InputCommits commits,
            JobFigures figures,
            Consumer<Throwable> failed) {
        this.job = job;
        this.engine = job.engine();
        this.graph = job.graph();
        this.journal = job.journal();
        this.replays = replays;
        this.inputs = inputs;
        this.places = places;
        this.figures = figures;
        this.runner = new BatchRunner(job);
        this.failed = failed;
        this.skips = skips;
        this.commits = commits;
    }

    @Override
    public void run() {
        try {
            boolean going = replay();
            while (going) {
                runner.forgetInterrupts();
                WaitingBatch next = places.take();
                going = next != null && run(next);
            }
        } catch (Throwable e) {
            if (e instanceof InterruptedException && runner.isCancelled()) {
                LOG.debug("the batch thread was interrupted");
            } else {
                LOG.error("the job cannot go on", e);
                failed.accept(e);
            }
        }
    }

    /** Runs the batches that an earlier run left in flight, before all others. */
    private boolean replay() throws Exception {
        for (Replay replay : replays) {
            WaitingBatch waiting = new WaitingBatch(
                    replay.plan(),
                    BatchPlanner.describe(replay.plan(), inputs),
                    null,
                    job.clock().currentTimeMillis(),
                    job.clock().nanoTime());
            if (!bus().silent()) {
                BatchProgress.submitted(waiting, bus());
            }
            if (!run(waiting, replay)) {
                return false;
            }
        }
        return true;
    }

    private ListenerBus bus() {
        return job.bus();
    }

    /** Returns the batch that runs, or that was running when the thread ended without completing it. */
    @Nullable
    BatchPlan running() {
        return running;
    }

    /** Interrupts the batch that runs and lets no further one start; the caller interrupts the thread as well. */
    void cancel() {
        runner.cancel();
    }

    private boolean run(WaitingBatch batch) throws Exception {
        PassedOver before = batch.before();
        if (before != null) {
            for (long i = 0; i < before.count(); i++) {
                if (!run(batch, Replay.none(before.plan(i)))) {
                    return false;
                }
            }
        }
        return run(batch, Replay.none(batch.plan()));
    }

    private boolean run(WaitingBatch batch, Replay what) throws Exception {
        BatchPlan plan = what.plan();
        running = plan;
        BatchProgress progress = new BatchProgress(batch, plan, job.clock(), job.bus());
        progress.started();
        BatchOutcome outcome = runner.run(what, progress);
        Throwable failure = outcome.failure();
        if (failure != null) {
            fail(plan, progress, failure);
            return false;
        }
        complete(plan, progress, outcome);
        return true;
    }

    private void complete(BatchPlan plan, BatchProgress progress, BatchOutcome outcome) throws Exception {
        Time time = plan.time();
        engine.publish(journal.stream(), time);
        BatchInfo info = progress.end();
        learn(plan, info);
        boolean kept = skips.note(plan, outcome);
        skips.replayed(plan, outcome);
        Runnable settled = afterTwo(() -> {
            figures.completed(info);
            progress.completed(info);
        });
        journal.completed(plan, () -> {
            if (!kept) {
                commits.commit(plan);
            }
            settled.run();
        });
        forget(plan);
        running = null;
        settled.run();
    }

    /** A batch is shown as completed when that is durable and what it needed is let go of, whatever comes last. */
    private static Runnable afterTwo(Runnable action) {
        AtomicInteger left = new AtomicInteger(2);
        return () -> {
            if (left.decrementAndGet() == 0) {
                action.run();
            }
        };
    }

    private void forget(BatchPlan plan) {
        graph.forget(plan.time());
        Time oldest = graph.oldestNeeded(plan.time());
        engine.retain(journal.stream(), journal.pinned(oldest));
        journal.prune(oldest);
        commits.release(oldest);
        if (plan.id().number() % BATCHES_PER_PRUNING == 0) {
            prune();
        }
    }

    private void prune() {
        graph.prune(journal.lowest());
        List<BatchPlan> plans = new ArrayList<>(journal.plans());
        journal.skips().forEach(skip -> plans.add(skip.plan()));
        for (RunningInput input : inputs) {
            try {
                input.retain(plans.stream()
                        .map(plan -> InputCommits.planned(plan, input))
                        .toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                input.reportError("cannot free the space of what has been processed; it is tried again later", e);
            }
        }
    }

    private void fail(BatchPlan plan, BatchProgress progress, Throwable error) throws Exception {
        LOG.error(
                "batch {} (time {}) failed for good; the context stops",
                plan.id().number(),
                plan.time(),
                error);
        runner.undo(plan.time());
        journal.failed(plan.id(), error);
        BatchInfo info = progress.end();
        figures.failed(info);
        progress.failed(info, error);
        failed.accept(error);
    }

    private void learn(BatchPlan plan, BatchInfo info) {
        BatchTiming timing =
                new BatchTiming(job.clock().nanoTime(), info.processingDelayNanos(), info.schedulingDelayNanos());
        for (RunningInput input : inputs) {
            input.completed(InputCommits.planned(plan, input), timing);
        }
    }
}
