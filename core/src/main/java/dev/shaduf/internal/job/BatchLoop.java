// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.Engine;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.PassedOver;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the batch thread does: takes batches in order, runs each, and settles what has completed. */
final class BatchLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);

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
    private volatile @Nullable BatchPlan running;

    BatchLoop(
            JobEnvironment job,
            List<RunningInput> inputs,
            WaitingPlaces places,
            JobFigures figures,
            Consumer<Throwable> failed) {
        this.job = job;
        this.engine = job.engine();
        this.graph = job.graph();
        this.journal = job.journal();
        this.inputs = inputs;
        this.places = places;
        this.figures = figures;
        this.runner = new BatchRunner(job);
        this.failed = failed;
        this.skips = new Skips(job, this::commit);
    }

    @Override
    public void run() {
        try {
            boolean going = true;
            while (going) {
                WaitingBatch next = places.take();
                going = next != null && run(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("the batch thread was interrupted");
        } catch (Throwable e) {
            LOG.error("the job cannot go on", e);
            failed.accept(e);
        }
    }

    /** Returns what batches completed without. */
    Skips skips() {
        return skips;
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
                BatchPlan empty = new BatchPlan(
                        before.id(i), before.time(i), Map.of(), batch.plan().layout());
                if (!run(batch, empty)) {
                    return false;
                }
            }
        }
        return run(batch, batch.plan());
    }

    private boolean run(WaitingBatch batch, BatchPlan plan) throws Exception {
        running = plan;
        BatchProgress progress = new BatchProgress(batch, plan, job.clock(), job.bus());
        progress.started();
        BatchOutcome outcome = runner.run(plan, progress);
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
        journal.completed(plan.id(), kept ? () -> {} : () -> commit(plan));
        graph.forget(time);
        Time oldest = graph.oldestNeeded(time);
        engine.retain(journal.stream(), oldest);
        journal.prune(oldest);
        running = null;
        figures.completed(info);
        progress.completed(info);
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
                new BatchTiming(info.processingEndTime(), info.processingDelayNanos(), info.schedulingDelayNanos());
        for (RunningInput input : inputs) {
            input.completed(planned(plan, input), timing);
        }
    }

    private void commit(BatchPlan plan) {
        if (plan.inputs().isEmpty()) {
            return;
        }
        for (RunningInput input : inputs) {
            try {
                input.committed(planned(plan, input));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | LinkageError e) {
                input.reportError("could not be told that batch " + plan.id() + " is completed", e);
            }
        }
    }

    private static InputPlan planned(BatchPlan plan, RunningInput input) {
        InputPlan planned = plan.inputs().get(input.uid());
        return planned == null ? new InputPlan.Nothing() : planned;
    }
}
