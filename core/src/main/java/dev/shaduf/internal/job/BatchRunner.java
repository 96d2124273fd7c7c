// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.FailurePolicy;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.internal.graph.OutputJob;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the attempts of one batch: state updates first, then outputs in order. What an output did in an earlier attempt is
 * not done again. Used by the batch thread; {@link #cancel} comes from others.
 */
final class BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final int LONGEST_BACKOFF_SHIFT = 20;

    private final JobEnvironment job;
    private final Engine engine;
    private final StreamGraph graph;
    private final UUID states;
    private final long attempts;
    private final long backoffMillis;
    private final boolean skips;
    private final List<SkippedBatch.Output> skipped = new ArrayList<>();
    private volatile @Nullable JobScope current;
    private volatile boolean cancelled;
    private boolean assigned;
    private @Nullable OutputJob runningOutput;

    BatchRunner(JobEnvironment job) {
        this.job = job;
        this.engine = job.engine();
        this.graph = job.graph();
        this.states = job.journal().stream();
        this.attempts = job.conf().get(StreamingSettings.BATCH_ATTEMPTS);
        this.skips = job.conf().get(StreamingSettings.BATCH_FAILURE) == FailurePolicy.SKIP;
        this.backoffMillis = job.conf().get(StreamingSettings.BATCH_BACKOFF).milliseconds();
    }

    /**
     * Runs a batch until it has succeeded or failed for good. Where failures are skipped, the last attempt runs everything
     * that does not depend on what fails.
     *
     * @throws InterruptedException if the job is being stopped
     */
    BatchOutcome run(Replay batch, BatchProgress progress) throws InterruptedException {
        BatchPlan plan = batch.plan();
        BitSet done = batch.isReplay() ? written(batch) : new BitSet();
        assigned = false;
        skipped.clear();
        for (int attempt = 1; ; attempt++) {
            progress.attempt(attempt);
            Throwable failure = attempt(batch, attempt, done, progress);
            if (failure == null) {
                return BatchOutcome.completed(skipped);
            }
            if (cancelled) {
                throw new InterruptedException("batch " + plan.id() + " was interrupted because the job stops");
            }
            if (attempt >= attempts) {
                return BatchOutcome.failed(Failures.forUser(failure, plan, attempt, runningOutput));
            }
            LOG.warn(
                    "attempt {} of batch {} (time {}) failed; it is tried again",
                    attempt,
                    plan.id().number(),
                    plan.time(),
                    Failures.thrownByUser(failure));
            undo(plan.time());
            backOff(attempt);
        }
    }

    private BitSet written(Replay batch) {
        BitSet written = new BitSet();
        graph.outputs().stream()
                .filter(output -> batch.skip().contains(output.uid()))
                .forEach(output -> written.set(output.id()));
        return written;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Interrupts the tasks of the batch that runs, and lets no further one start. */
    void cancel() {
        cancelled = true;
        JobScope scope = current;
        if (scope != null) {
            engine.cancel(scope);
        }
    }

    /** Undoes what is not final of a batch. */
    void undo(Time time) {
        engine.rollback(states, time);
        graph.discard(time);
    }

    private @Nullable Throwable attempt(Replay batch, int attempt, BitSet done, BatchProgress progress) {
        BatchPlan plan = batch.plan();
        JobScope first = JobScope.ofBatch(plan.id(), plan.time(), attempt, job.app());
        JobScope scope = batch.isReplay() ? first.replayed() : first;
        current = scope;
        runningOutput = null;
        try (RddFactory.Entered entered = job.scopes().apply(scope)) {
            if (cancelled) {
                return new InterruptedException();
            }
            job.probe().at(BatchStep.RUNNING, plan.id());
            assign(plan);
            boolean salvaging = attempt >= attempts && skips;
            update(plan.time(), scope, salvaging);
            job.probe().at(BatchStep.UPDATED, plan.id());
            for (OutputJob output : graph.jobs(plan.time())) {
                if (salvaging) {
                    salvage(output, scope, done, progress);
                } else {
                    runUnlessDone(output, scope, done, progress);
                }
            }
            forgetInterrupts();
            job.probe().at(BatchStep.OUTPUTS_DONE, plan.id());
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            current = null;
            engine.end(scope);
        }
    }

    private void assign(BatchPlan plan) {
        if (!assigned) {
            graph.assign(plan.time(), plan.inputs(), plan.layout());
            graph.replay(plan.time(), plan.replays());
            assigned = true;
        }
    }

    private void update(Time time, JobScope scope, boolean salvaging) throws Exception {
        boolean done = false;
        while (!done) {
            try {
                for (StateUpdateNode update : graph.updates(time)) {
                    update(update, scope);
                }
                done = true;
            } catch (OperatorException e) {
                if (!salvaging || cancelled || !graph.leaveOut(time, e)) {
                    throw e;
                }
            }
        }
    }

    private void update(StateUpdateNode update, JobScope scope) throws Exception {
        try {
            graph.prepare(update, scope);
            engine.update(update, scope, states);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OperatorException.of(update.origin(), e);
        }
    }

    private void salvage(OutputJob output, JobScope scope, BitSet done, BatchProgress progress) throws Exception {
        try {
            runUnlessDone(output, scope, done, progress);
        } catch (Throwable e) {
            if (cancelled || e instanceof InterruptedException) {
                throw e;
            }
            graph.leaveOut(current(scope), e);
            String error = Failures.thrownByUser(e).toString();
            skipped.add(new SkippedBatch.Output(output.uid(), output.name(), output.replayRefusal(), error));
        }
    }

    private static Time current(JobScope scope) {
        return Objects.requireNonNull(scope.time());
    }

    private void runUnlessDone(OutputJob output, JobScope scope, BitSet done, BatchProgress progress) throws Exception {
        if (done.get(output.id())) {
            return;
        }
        forgetInterrupts();
        runningOutput = output;
        progress.outputStarted(output);
        try {
            output.run(scope);
        } catch (Throwable e) {
            progress.outputEnded(output, e);
            throw e;
        }
        progress.outputEnded(output, null);
        done.set(output.id());
        runningOutput = null;
    }

    /**
     * Forgets interrupts that a function of the program left behind: they must not end what follows on this thread. One because
     * of a stop comes after the flag.
     */
    void forgetInterrupts() throws InterruptedException {
        if (Thread.interrupted() && cancelled) {
            throw new InterruptedException("interrupted because the job stops");
        }
    }

    private void backOff(int attempt) throws InterruptedException {
        forgetInterrupts();
        long pause = backoffMillis << Math.min(attempt - 1, LONGEST_BACKOFF_SHIFT);
        long end = job.clock().nanoTime() + pause * 1_000_000;
        long left = pause;
        while (left > 0) {
            job.clock().waitUntil(job.clock().currentTimeMillis() + left);
            left = (end - job.clock().nanoTime() + 999_999) / 1_000_000;
        }
    }
}
