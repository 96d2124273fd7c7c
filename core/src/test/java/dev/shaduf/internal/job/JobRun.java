// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.journal.MemoryJournal;
import dev.shaduf.listener.StopReport;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerGap;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A job on stubs: interval 1 s, the clock at 10,300 ms. */
final class JobRun implements AutoCloseable {
    static final Duration SECOND = new Duration(1_000);
    private static final AtomicInteger NEXT = new AtomicInteger();

    final String app = "job-test-" + NEXT.incrementAndGet();
    final Events events = new Events();
    final StepClock clock = new StepClock(10_300);
    final StubGraph graph = new StubGraph(events, SECOND);
    final StubInput input = new StubInput(events);
    final StubEngine engine = new StubEngine(events);
    final StreamingConf conf = new StreamingConf(false);
    final MemoryJournal journal = new MemoryJournal();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    final ListenerBus bus = new ListenerBus(app, 100);
    private BatchScheduler scheduler;

    JobRun start() throws Exception {
        bus.add(new Noting());
        JobEnvironment job =
                new JobEnvironment(app, conf, clock, engine, scope -> () -> {}, graph, journal, bus, BatchProbe.NONE);
        scheduler = new BatchScheduler(job, List.of(input));
        scheduler.start(failure::complete);
        clock.awaitWaiting(1);
        return this;
    }

    BatchScheduler scheduler() {
        return scheduler;
    }

    /** Has one batch planned and run. */
    void runBatch() throws InterruptedException {
        clock.awaitWaiting(1);
        long next = Math.floorDiv(clock.currentTimeMillis(), 1_000) * 1_000 + 1_000;
        clock.advance(next - clock.currentTimeMillis());
        events.await("completed " + next);
    }

    StopReport stop(boolean graceful) throws InterruptedException {
        return scheduler.stop(graceful);
    }

    List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.contains("-" + app + "-"))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        scheduler.stop(false);
    }

    private final class Noting implements StreamingListener {
        @Override
        public void onBatchCompleted(StreamingListenerBatchCompleted event) {
            events.add("completed " + event.batchInfo().batchTime().milliseconds());
        }

        @Override
        public void onGap(StreamingListenerGap event) {
            events.add(
                    "gap " + event.first().milliseconds() + ".." + event.last().milliseconds() + " " + event.batches());
        }
    }
}
