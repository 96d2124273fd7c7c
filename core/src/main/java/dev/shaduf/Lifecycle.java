// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.internal.job.BatchScheduler;
import dev.shaduf.internal.job.Closing;
import dev.shaduf.internal.job.JobEnvironment;
import dev.shaduf.internal.job.JobStatus;
import dev.shaduf.internal.job.Skips;
import dev.shaduf.listener.StopReport;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a context: started once, stopped once, by any thread. The work of a stop is done by a thread of its own, so
 * that the threads it ends can ask for it, and an interrupted caller does not leave it half done.
 */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration ENGINE_PATIENCE = Durations.seconds(2);

    private final Checkpoint checkpoint;
    private final AutoCloseable engineContext;
    private final boolean ownsEngine;
    private final Supplier<AutoCloseable> jmx;
    private final ReentrantLock transition = new ReentrantLock();
    private final CountDownLatch terminated = new CountDownLatch(1);
    private final Deque<AutoCloseable> atStop = new ArrayDeque<>();
    private volatile JobEnvironment job;
    private volatile StreamingContextState state = StreamingContextState.INITIALIZED;
    private volatile @Nullable BatchScheduler scheduler;
    private volatile @Nullable Throwable error;
    private volatile @Nullable StopReport report;
    private volatile long startMillis = -1;
    /** Guarded by {@link #terminated}, as is what follows. */
    private @Nullable Thread stopping;
    /** The thread that is in {@link #start()}; a stop does not wait for an input that takes for ever to open. */
    private @Nullable Thread starting;

    private boolean startCut;

    Lifecycle(
            JobEnvironment job,
            Checkpoint checkpoint,
            AutoCloseable engineContext,
            boolean ownsEngine,
            Supplier<AutoCloseable> jmx) {
        this.job = job;
        this.checkpoint = checkpoint;
        this.engineContext = engineContext;
        this.ownsEngine = ownsEngine;
        this.jmx = jmx;
    }

    StreamingContextState state() {
        return state;
    }

    long startMillis() {
        return startMillis;
    }

    Optional<StopReport> report() {
        return Optional.ofNullable(report);
    }

    Optional<JobStatus> job() {
        BatchScheduler started = scheduler;
        return started == null ? Optional.empty() : Optional.of(started.status());
    }

    Optional<Skips> skips() {
        BatchScheduler started = scheduler;
        return started == null ? Optional.empty() : started.skips();
    }

    void start() {
        transition.lock();
        try {
            switch (state) {
                case ACTIVE -> LOG.warn("the streaming context '{}' has been started already", job.app());
                case STOPPED ->
                    throw new IllegalStateException("the streaming context '" + job.app()
                            + "' has been stopped and cannot be started again; make a new one");
                default -> activate();
            }
        } finally {
            transition.unlock();
        }
    }

    private void activate() {
        synchronized (terminated) {
            starting = Thread.currentThread();
            if (stopping != null) {
                cutStart();
            }
        }
        try {
            open();
        } catch (Throwable e) {
            abandon();
            throw Lifecycle.<RuntimeException>sneaky(wasCut() ? cut(e) : e);
        } finally {
            synchronized (terminated) {
                starting = null;
                if (startCut) {
                    Thread.interrupted(); // the interrupt was for the start
                }
            }
        }
    }

    private boolean wasCut() {
        synchronized (terminated) {
            return startCut;
        }
    }

    private IllegalStateException cut(Throwable e) {
        Throwable why = error;
        return new IllegalStateException(
                "the streaming context '" + job.app() + "' was stopped before it had started", why == null ? e : why);
    }

    private void open() throws Exception {
        List<String> faults = new ArrayList<>(job.graph().faults());
        faults.addAll(checkpoint.faults());
        if (!faults.isEmpty()) {
            throw new ConfigurationException("the streaming context '" + job.app() + "'", faults);
        }
        ActiveNames.acquire(job.app());
        atStop.push(() -> ActiveNames.release(job.app()));
        checkpoint.open().ifPresent(journal -> job = job.with(journal));
        BatchScheduler made = new BatchScheduler(job);
        state = StreamingContextState.ACTIVE;
        startMillis = job.clock().currentTimeMillis();
        scheduler = made;
        made.start(this::failed);
        checkpoint.reportGuarantees();
        register();
    }

    /** Undoes a start; an interrupt that may have ended it must not keep the rest from being closed. */
    private void abandon() {
        boolean interrupted = Thread.interrupted();
        if (scheduler == null) {
            job.graph().stop();
            job.journal().close();
        } else {
            stopJob(false);
        }
        end(ownsEngine);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void register() {
        if (job.conf().get(StreamingSettings.STOP_ON_SHUTDOWN)) {
            atStop.push(new ShutdownHook(job.app(), () -> stop(true, true)));
        }
        if (job.conf().get(StreamingSettings.JMX)) {
            atStop.push(jmx.get());
        }
    }

    /** What ended the job: the first error is the one that {@code awaitTermination} throws. */
    private void failed(Throwable failure) {
        synchronized (this) {
            if (error == null) {
                error = failure;
            }
        }
        requestStop(ownsEngine, false);
    }

    void stop(boolean graceful) {
        stop(ownsEngine, graceful);
    }

    void stop(boolean stopEngine, boolean graceful) {
        if (job.bus().onOwnThread()) {
            throw new IllegalStateException("stop() was called by a listener of the streaming context '" + job.app()
                    + "', whose thread it would wait for; call it from another thread");
        }
        Thread work = requestStop(stopEngine, graceful);
        BatchScheduler started = scheduler;
        if (transition.isHeldByCurrentThread() || (started != null && started.onOwnThread())) {
            return;
        }
        await(work, graceful);
        if (stopEngine) {
            closeEngine();
        }
    }

    private Thread requestStop(boolean stopEngine, boolean graceful) {
        synchronized (terminated) {
            Thread work = stopping;
            if (work == null) {
                work = new Thread(() -> doStop(stopEngine, graceful), "shaduf-" + job.app() + "-stop");
                work.setDaemon(true);
                stopping = work;
                work.start();
                if (!transition.isHeldByCurrentThread()) {
                    cutStart();
                }
            } else if (!graceful) {
                cut();
            }
            return work;
        }
    }

    private void cutStart() {
        Thread starter = starting;
        if (starter != null) {
            startCut = true;
            starter.interrupt();
        }
    }

    /** Waits for the work of a stop; an interrupt makes it be done at once, and is kept for the caller. */
    private void await(Thread work, boolean graceful) {
        boolean interrupted = false;
        while (work.isAlive()) {
            try {
                work.join();
            } catch (InterruptedException e) {
                interrupted = true;
                LOG.warn("interrupted while stopping{}: the rest is interrupted too", graceful ? " gracefully" : "");
                cut();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut() {
        BatchScheduler started = scheduler;
        if (started != null) {
            started.cut();
        }
    }

    private void doStop(boolean stopEngine, boolean graceful) {
        transition.lock();
        try {
            switch (state) {
                case ACTIVE -> stopJob(graceful);
                case INITIALIZED -> job.graph().stop();
                default -> LOG.debug("'{}' has stopped before", job.app());
            }
            end(stopEngine);
        } finally {
            transition.unlock();
        }
    }

    private void stopJob(boolean graceful) {
        BatchScheduler started = scheduler;
        if (started == null) {
            return;
        }
        LOG.info("stopping '{}'{}", job.app(), graceful ? " gracefully" : "");
        try {
            StopReport done = started.stop(graceful);
            report = done;
            log(done);
        } catch (Throwable e) {
            LOG.error("'{}' did not stop cleanly", job.app(), e);
        }
    }

    private void log(StopReport done) {
        LOG.info(
                "'{}' has stopped in {}: {} batches with {} records drained",
                job.app(),
                done.took(),
                done.batchesDrained(),
                done.recordsDrained());
        if (done.batchesLeft() > 0 || done.recordsLeft() > 0) {
            LOG.warn(
                    "'{}' left {} batches and {} records unprocessed",
                    job.app(),
                    done.batchesLeft(),
                    done.recordsLeft());
        }
        if (!done.unfinished().isEmpty()) {
            LOG.warn("'{}' has parts that did not end in time: {}", job.app(), done.unfinished());
        }
    }

    private void end(boolean stopEngine) {
        while (!atStop.isEmpty()) {
            Closing.close("part of '" + job.app() + "'", atStop.pop());
        }
        if (stopEngine) {
            closeEngine();
        }
        state = StreamingContextState.STOPPED;
        terminated.countDown();
    }

    private void closeEngine() {
        try {
            new Closing(job.app()).add("the engine", engineContext).await(ENGINE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitTermination() throws InterruptedException {
        if (state == StreamingContextState.INITIALIZED) {
            LOG.warn("awaitTermination() waits, but '{}' has not been started; call start() first", job.app());
        }
        terminated.await();
        rethrow();
    }

    boolean awaitTermination(long millis) throws InterruptedException {
        boolean ended = terminated.await(millis, TimeUnit.MILLISECONDS);
        if (ended) {
            rethrow();
        }
        return ended;
    }

    private void rethrow() throws InterruptedException {
        Thread work = stopping;
        if (work != null && work != Thread.currentThread()) {
            work.join();
        }
        Throwable thrown = error;
        if (thrown != null) {
            throw Lifecycle.<RuntimeException>sneaky(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
