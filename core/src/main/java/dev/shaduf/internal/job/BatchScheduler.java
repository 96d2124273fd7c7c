// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.listener.StopReport;
import dev.shaduf.listener.StreamingListenerStreamingStarted;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the job of a streaming context: its inputs, its planning thread and its batch thread. {@link #start} and
 * {@link #stop} are called once each, by one thread at a time; {@link #cut} by any.
 */
public final class BatchScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);
    private static final int WAITING_PLACES = 2;
    private static final Duration PROMPT = Durations.seconds(5);
    private static final Duration CLEAN_UP = Durations.milliseconds(500);
    /** How often a stop that waits looks whether it waits in vain. */
    private static final long LOOK_MILLIS = 250;

    private final JobEnvironment job;
    private final List<RunningInput> inputs;
    private final WaitingPlaces places = new WaitingPlaces(WAITING_PLACES);
    private final JobFigures figures;
    private final List<RunningInput> started = new ArrayList<>();
    private volatile @Nullable Work work;

    private record Work(Planning planning, Thread planner, BatchLoop batches, Thread runner, Skips skips) {}

    /** Creates the scheduler of a graph to which nothing is added any more. */
    public BatchScheduler(JobEnvironment job) {
        this(job, job.graph().inputs().stream().map(new RunningInputs(job)::of).toList());
    }

    BatchScheduler(JobEnvironment job, List<RunningInput> inputs) {
        this.job = job;
        this.inputs = inputs;
        this.figures = new JobFigures(
                job.conf().get(StreamingSettings.RETAINED_BATCHES).intValue(),
                job.graph().batchInterval());
    }

    /**
     * Starts inputs and threads.
     *
     * @param failed is told once what ended the job, on a thread that must not wait for the job to stop
     * @throws Exception if an input cannot be started; {@link #stop} then closes what was
     */
    public void start(Consumer<Throwable> failed) throws Exception {
        job.bus().start();
        job.graph().identify(job.journal().stream(), job.journal().epoch());
        startInputs(false);
        InputCommits commits = new InputCommits(inputs);
        Restart restart = new Restart(job, inputs, commits);
        job.graph().start(restart.zero());
        restart.check();
        restart.restore();
        restart.begin(failed);
        Skips skips = new Skips(job, commits::commit);
        BatchPlanner planner = new BatchPlanner(job.graph(), job.journal(), inputs, skips);
        planner.remember();
        startInputs(true);
        Time now = new Time(job.clock().currentTimeMillis());
        job.bus().post(l -> l.onStreamingStarted(new StreamingListenerStreamingStarted(now)));
        startThreads(planner, restart, skips, commits, failed);
    }

    /** Tells whether the calling thread is one that a stop waits for; those of inputs are known by their names. */
    public boolean onOwnThread() {
        Work running = work;
        Thread self = Thread.currentThread();
        return TaskContext.current() != null
                || (running != null && (self == running.planner || self == running.runner))
                || self.getName().startsWith(job.threadName("receiver-"))
                || self.getName().startsWith(job.threadName("source-"));
    }

    /**
     * Stops the job and waits for it.
     *
     * @param graceful whether everything received is processed first, as far as {@code shaduf.stop.timeout} allows
     * @return what was done
     */
    public StopReport stop(boolean graceful) throws InterruptedException {
        Duration bound = job.conf().get(StreamingSettings.STOP_TIMEOUT);
        Deadline deadline = Deadline.after(graceful ? bound : bound.min(PROMPT));
        boolean stuck = false;
        JobFigures.Counts before = figures.counts();
        List<String> unfinished = new ArrayList<>();
        try {
            if (graceful) {
                stuck = !drain(Deadline.after(new Duration(bound.milliseconds() * 9 / 10)));
            }
        } finally {
            cut();
            unfinished.addAll(joinThreads(stuck ? Deadline.after(CLEAN_UP) : deadline.atLeast(CLEAN_UP)));
        }
        Left left = left();
        if (!job.journal().flush(deadline.atLeast(CLEAN_UP).left().milliseconds())) {
            unfinished.add("the journal: what completed last may be run again");
        }
        unfinished.addAll(closeAll(deadline.atLeast(CLEAN_UP)));
        JobFigures.Counts after = figures.counts();
        return new StopReport(
                graceful,
                after.completed() - before.completed(),
                after.records() - before.records(),
                left.batches,
                left.records,
                List.copyOf(unfinished),
                deadline.elapsed());
    }

    /** Ends a graceful stop at once: interrupts what runs, plans no more. Returns without waiting. */
    public void cut() {
        Work running = work;
        if (running != null) {
            running.planning.startEnding();
            running.planner.interrupt();
            running.batches.cancel();
            running.runner.interrupt();
            places.end();
        }
    }

    /** Returns what batches completed without; empty before the threads have started. */
    public Optional<Skips> skips() {
        Work running = work;
        return running == null ? Optional.empty() : Optional.of(running.skips);
    }

    /** Returns the figures. */
    public JobStatus status() {
        return new JobStatus(job, inputs, places, figures, isRunning());
    }

    private boolean isRunning() {
        Work running = work;
        return running != null && running.batches.running() != null;
    }

    private void startInputs(boolean receivers) throws Exception {
        for (RunningInput input : inputs) {
            if (input.receiver().isPresent() == receivers) {
                started.add(input);
                startInput(input);
            }
        }
    }

    private static void startInput(RunningInput input) {
        try {
            input.start();
        } catch (Exception | LinkageError e) {
            throw new IllegalStateException(
                    "input " + input.id() + " '" + input.name() + "' cannot be started: " + e, e);
        }
    }

    private void startThreads(
            BatchPlanner planner, Restart restart, Skips skips, InputCommits commits, Consumer<Throwable> failed) {
        Planning planning = new Planning(job, planner, places, figures, restart, failed);
        BatchLoop batches = new BatchLoop(job, restart.replays(), skips, inputs, places, commits, figures, failed);
        Thread runner = new Thread(batches, job.threadName("batches"));
        Thread planningThread = new Thread(planning, job.threadName("planner"));
        runner.setDaemon(true);
        planningThread.setDaemon(true);
        work = new Work(planning, planningThread, batches, runner, skips);
        runner.start();
        planningThread.start();
    }

    /** Waits until all has been processed; returns whether the thread of the batches could end. */
    private boolean drain(Deadline deadline) throws InterruptedException {
        Work running = work;
        if (running == null) {
            return true;
        }
        inputs.forEach(RunningInput::drain);
        running.planning.startDraining();
        running.planner.interrupt();
        while ((running.planner.isAlive() || running.runner.isAlive()) && !deadline.passed()) {
            if (Exits.holdUp(running.runner)) {
                LOG.warn(
                        "'{}': System.exit was called within a batch, which cannot end; it is left as it is, and with a"
                                + " checkpoint directory the next start runs it again. To end from a batch, call stop() there",
                        job.app());
                return false;
            }
            Thread waited = running.planner.isAlive() ? running.planner : running.runner;
            waited.join(Math.min(LOOK_MILLIS, deadline.millisLeft()));
        }
        return true;
    }

    private List<String> joinThreads(Deadline deadline) throws InterruptedException {
        Work running = work;
        if (running == null) {
            return List.of();
        }
        List<String> unfinished = new ArrayList<>();
        for (Thread thread : List.of(running.planner, running.runner)) {
            Threads.end(thread, deadline).ifPresent(place -> unfinished.add("thread " + place));
        }
        return unfinished;
    }

    private Left left() {
        List<BatchPlan> plans = new ArrayList<>();
        Work running = work;
        BatchPlan interrupted = running == null ? null : running.batches.running();
        if (interrupted != null) {
            plans.add(Objects.requireNonNull(interrupted));
        }
        places.clear().forEach(waiting -> plans.add(waiting.plan()));
        long backlog = inputs.stream()
                .mapToLong(input -> Math.max(0, input.status().backlogRecords()))
                .sum();
        return new Left(
                plans.size(),
                backlog + plans.stream().mapToLong(BatchPlan::records).sum());
    }

    private List<String> closeAll(Deadline deadline) throws InterruptedException {
        Closing closing = new Closing(job.app());
        // Less than there is, so that an input can still say which of its threads is late.
        Duration forInput = new Duration(deadline.left().milliseconds() * 3 / 4);
        for (RunningInput input : started) {
            closing.add("input " + input.id() + " '" + input.name() + "'", () -> input.close(forInput));
        }
        closing.add("the graph", job.graph()::stop);
        List<String> unfinished = new ArrayList<>(closing.await(deadline));
        close("the journal", job.journal()::close, unfinished);
        close("what the engine holds of the stream", () -> job.engine().drop(job.journal().stream()), unfinished);
        if (!job.bus().stop(deadline.atLeast(CLEAN_UP))) {
            unfinished.add("listeners");
        }
        return unfinished;
    }

    private static void close(String what, AutoCloseable resource, List<String> unfinished) {
        Closing.close(what, resource).ifPresent(e -> unfinished.add(what + ": " + e.getMessage()));
    }

    private record Left(long batches, long records) {}
}
