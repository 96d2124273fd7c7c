// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.listener.StopReport;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchStarted;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchSchedulerTest {
    private final JobRun job = new JobRun();

    @Test
    void shouldSettleABatchInOrderWhenItHasSucceeded() throws Exception {
        job.graph.output((time, scope) -> job.events.add("run " + time.milliseconds()));
        try (job) {
            job.start();
            job.input.fill(5);
            job.runBatch();

            assertThat(job.events.all())
                    .containsSubsequence(
                            "input started",
                            "zero 10000",
                            "assign 11000 [stub]",
                            "run 11000",
                            "end scope 1",
                            "publish 11000",
                            "learn 5",
                            "committed 5",
                            "forget 11000",
                            "retain 11000",
                            "completed 11000");
        }
    }

    @Test
    void shouldLetTwoBatchesWaitAtMost() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        job.graph.output((time, scope) -> {
            running.countDown();
            release.await();
        });
        try (job) {
            job.start();
            job.clock.advance(700);
            running.await();
            for (int i = 0; i < 2; i++) {
                job.clock.awaitWaiting(1);
                job.clock.advance(1_000);
            }
            job.clock.awaitWaiting(1);
            job.clock.advance(5_000);
            assertThat(job.scheduler().status().totals().waiting()).isEqualTo(2);

            assertThat(job.journal.lastNumber()).isEqualTo(3);
            release.countDown();
            job.events.await("completed 18000");
            assertThat(job.events.startingWith("completed", "gap"))
                    .contains("gap 14000..17000 4")
                    .filteredOn(event -> event.startsWith("completed"))
                    .containsExactly("completed 11000", "completed 12000", "completed 13000", "completed 18000");
        }
    }

    @Test
    void shouldRunPassedOverTimesEmptyWhenAStateNeedsThem() throws Exception {
        job.graph.needsEveryTime(new Duration(2_000));
        try (job) {
            job.start();
            job.input.fill(5);
            job.clock.advance(4_700);
            job.events.await("completed 15000");

            assertThat(job.events.startingWith("assign", "gap"))
                    .containsExactlyInAnyOrder(
                            "gap 11000..14000 4", "assign 13000 []", "assign 14000 []", "assign 15000 [stub]");
            assertThat(job.journal.lastNumber()).isEqualTo(3);
        }
    }

    @Test
    void shouldLeavePassedOverTimesOutWhenNothingNeedsThem() throws Exception {
        try (job) {
            job.start();
            job.clock.advance(4_700);
            job.events.await("completed 15000");

            assertThat(job.events.startingWith("assign")).containsExactly("assign 15000 []");
        }
    }

    @Test
    void shouldLeavePassedOverTimesOutWhenTheyCollapse() throws Exception {
        job.conf.set(StreamingSettings.OVERRUN.key(), "collapse");
        job.graph.needsEveryTime(new Duration(2_000));
        try (job) {
            job.start();
            job.clock.advance(4_700);
            job.events.await("completed 15000");

            assertThat(job.events.startingWith("assign")).containsExactly("assign 15000 []");
            assertThat(job.scheduler().status().totals().passedOver()).isEqualTo(4);
        }
    }

    @Test
    void shouldFailWhenPassedOverTimesAreNotAllowed() throws Exception {
        job.conf.set(StreamingSettings.OVERRUN.key(), "fail");
        try (job) {
            job.start();
            job.clock.advance(4_700);

            assertThat(job.failure.get())
                    .hasMessageContaining("11000 ms to 14000 ms")
                    .hasMessageContaining("shaduf.overrun");
        }
    }

    @Test
    void shouldNotRunAnOutputAgainWhenItSucceededInAnEarlierAttempt() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        job.conf.set(StreamingSettings.BATCH_BACKOFF.key(), "0");
        job.graph.output((time, scope) -> job.events.add("first " + scope.attempt()));
        job.graph.output((time, scope) -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            job.events.add("second " + scope.attempt());
        });
        try (job) {
            job.start();
            job.runBatch();

            assertThat(job.events.startingWith("first", "second", "rollback", "discard", "publish"))
                    .containsExactly(
                            "first 1",
                            "rollback 11000",
                            "discard 11000",
                            "rollback 11000",
                            "discard 11000",
                            "second 3",
                            "publish 11000");
            assertThat(job.scheduler().status().totals().retries()).isEqualTo(2);
        }
    }

    @Test
    void shouldWaitLongerBeforeEachAttempt() throws Exception {
        job.conf.set(StreamingSettings.BATCH_BACKOFF.key(), "200ms");
        AtomicInteger attempts = new AtomicInteger();
        job.graph.output((time, scope) -> {
            job.events.add("attempt at " + job.clock.currentTimeMillis());
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
        });
        try (job) {
            job.start();
            job.clock.advance(700);
            for (long pause : new long[] {200, 400}) {
                job.clock.awaitWaiting(2);
                job.clock.advance(pause);
                job.events.await("attempt at " + job.clock.currentTimeMillis());
            }

            assertThat(job.events.startingWith("attempt"))
                    .containsExactly("attempt at 11000", "attempt at 11200", "attempt at 11600");
        }
    }

    @Test
    void shouldEndWithTheUsersExceptionWhenAllAttemptsFailed() throws Exception {
        job.conf.set(StreamingSettings.BATCH_ATTEMPTS.key(), "2").set(StreamingSettings.BATCH_BACKOFF.key(), "0");
        IOException own = new IOException("disk full");
        job.graph.output((time, scope) -> {
            throw new OperatorException(new Origin("map", "Program.java:7"), own);
        });
        try (job) {
            job.start();
            job.clock.advance(700);

            assertThat(job.failure.get()).isSameAs(own);
            assertThat(own.getSuppressed()[0])
                    .hasMessageContaining("map at Program.java:7")
                    .hasMessageContaining("batch 1")
                    .hasMessageContaining("attempt 2");
            assertThat(job.events.startingWith("publish", "committed")).isEmpty();
            assertThat(job.scheduler().status().totals().failed()).isEqualTo(1);
        }
    }

    @Test
    void shouldProcessWhatWasReceivedWhenStoppedGracefully() throws Exception {
        job.graph.output((time, scope) -> job.events.add("run " + time.milliseconds()));
        job.start();
        job.runBatch();
        job.input.fill(7);

        StopReport report = job.stop(true);

        assertThat(job.events.startingWith("drain", "assign 12000", "run 12000", "committed 7", "input closed"))
                .containsExactly("drain", "assign 12000 [stub]", "run 12000", "committed 7", "input closed");
        assertThat(report.batchesDrained()).isEqualTo(1);
        assertThat(report.recordsDrained()).isEqualTo(7);
        assertThat(report.recordsLeft()).isZero();
        assertThat(report.unfinished()).isEmpty();
        assertThat(job.threads()).isEmpty();
    }

    @Test
    void shouldDrainBeyondTheWaitingPlacesWhenStoppedGracefully() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        job.graph.output((time, scope) -> release.await());
        job.start();
        job.clock.advance(700);
        for (int i = 0; i < 2; i++) {
            job.clock.awaitWaiting(1);
            job.clock.advance(1_000);
        }
        job.clock.awaitWaiting(1);
        job.input.fill(7);
        Thread releasing = new Thread(() -> {
            awaitEvent("drain");
            release.countDown();
        });
        releasing.start();

        StopReport report = job.stop(true);

        assertThat(report.batchesDrained()).isEqualTo(4);
        assertThat(report.recordsDrained()).isEqualTo(7);
        releasing.join();
    }

    @Test
    void shouldPlanNoEmptyBatchesWhileAnInputCannotGiveWhatItHasReceived() throws Exception {
        job.conf.set(StreamingSettings.STOP_TIMEOUT.key(), "500ms");
        job.start();
        job.runBatch();
        job.input.withhold(true);
        job.input.fill(7);

        StopReport report = job.stop(true);

        assertThat(job.journal.lastNumber()).isEqualTo(1);
        assertThat(report.recordsLeft()).isEqualTo(7);
        assertThat(job.threads()).isEmpty();
    }

    @Test
    void shouldDrainWhatAnInputCanGiveAgain() throws Exception {
        job.start();
        job.runBatch();
        job.input.withhold(true);
        job.input.fill(7);
        Thread mending = new Thread(() -> {
            awaitEvent("asked in vain");
            job.input.withhold(false);
        });
        mending.start();

        StopReport report = job.stop(true);

        assertThat(report.recordsDrained()).isEqualTo(7);
        assertThat(job.journal.lastNumber()).isEqualTo(2);
        mending.join();
    }

    @Test
    void shouldInterruptAndReportWhatIsLeftWhenAGracefulStopTakesTooLong() throws Exception {
        job.conf.set(StreamingSettings.STOP_TIMEOUT.key(), "100ms");
        CountDownLatch running = new CountDownLatch(1);
        job.graph.output((time, scope) -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        job.start();
        job.input.fill(5);
        job.clock.advance(700);
        running.await();
        job.input.fill(7);

        StopReport report = job.stop(true);

        assertThat(report.batchesDrained()).isZero();
        assertThat(report.batchesLeft()).isEqualTo(2);
        assertThat(report.recordsLeft()).isEqualTo(12);
        assertThat(report.unfinished()).isEmpty();
        assertThat(job.events.all()).contains("cancel 11000 ms");
        assertThat(job.threads()).isEmpty();
    }

    @Test
    void shouldInterruptTheBatchThatRunsWhenStoppedAtOnce() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        job.graph.output((time, scope) -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        job.start();
        job.clock.advance(700);
        running.await();

        StopReport report = job.stop(false);

        assertThat(report.batchesLeft()).isEqualTo(1);
        assertThat(job.events.all()).doesNotContain("publish 11000");
        assertThat(job.failure).isNotDone();
        assertThat(job.threads()).isEmpty();
    }

    @Test
    void shouldStopWhenABatchWaitsForItsNextAttempt() throws Exception {
        job.graph.output((time, scope) -> {
            throw new IOException("again");
        });
        job.start();
        job.clock.advance(700);
        job.clock.awaitWaiting(2);

        job.stop(false);

        assertThat(job.threads()).isEmpty();
        assertThat(job.failure).isNotDone();
    }

    @Test
    void shouldGoOnWhenAnOutputLeavesItsThreadInterrupted() throws Exception {
        job.conf.set(StreamingSettings.BATCH_ATTEMPTS.key(), "1");
        job.graph.output((time, scope) -> Thread.currentThread().interrupt());
        job.graph.output((time, scope) -> job.events.add("interrupted " + Thread.interrupted()));
        job.graph.output((time, scope) -> Thread.currentThread().interrupt());
        try (job) {
            job.start();
            job.runBatch();
            job.runBatch();

            assertThat(job.events.startingWith("interrupted")).containsOnly("interrupted false");
        }
    }

    @Test
    void shouldGoOnWhenAnInputLeavesItsThreadInterrupted() throws Exception {
        job.input.interruptWhenPlanned();
        try (job) {
            job.start();
            job.runBatch();
            job.runBatch();
        }

        assertThat(job.failure).isNotDone();
    }

    @Test
    void shouldKeepTimesGrowingWhenTheClockIsSetBackAnHour() throws Exception {
        try (job) {
            job.start();
            job.runBatch();
            job.clock.awaitWaiting(1);
            job.clock.set(job.clock.currentTimeMillis() - 3_600_000);
            for (long time : new long[] {12_000, 13_000}) {
                job.clock.awaitWaiting(1);
                job.clock.advance(1_000);
                job.events.await("completed " + time);
            }

            assertThat(job.events.startingWith("gap")).containsExactly("gap 11000..11000 0");
            assertThat(job.input.ends).hasSize(3).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldEndInTimeWhenAnOutputIgnoresInterrupts() throws Exception {
        job.conf.set(StreamingSettings.STOP_TIMEOUT.key(), "100ms");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        job.graph.output((time, scope) -> {
            running.countDown();
            awaitStubbornly(release);
        });
        job.start();
        job.clock.advance(700);
        running.await();

        StopReport report = job.stop(true);

        assertThat(report.unfinished())
                .singleElement()
                .asString()
                .startsWith("thread shaduf-" + job.app + "-batches at ");
        assertThat(report.batchesLeft()).isEqualTo(1);
        release.countDown();
    }

    @Test
    void shouldNotWaitForASlowListener() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        job.bus.add(new StreamingListener() {
            @Override
            public void onBatchStarted(StreamingListenerBatchStarted event) {
                awaitStubbornly(release);
            }
        });
        try (job) {
            job.start();
            for (int i = 0; i < 50; i++) {
                job.clock.awaitWaiting(1);
                job.clock.advance(1_000);
                job.events.await("publish " + (11_000 + 1_000 * i));
            }

            assertThat(job.scheduler().status().totals().droppedEvents()).isPositive();
            release.countDown();
        }
    }

    @Test
    void shouldCloseTheRestWhenTheEngineFailsToLetGo() throws Exception {
        job.engine.dropFailure = new StackOverflowError("of the test");
        job.start();

        assertThat(job.stop(false).unfinished()).singleElement().asString().contains("engine", "of the test");
        assertThat(job.threads()).isEmpty();
    }

    @Test
    void shouldReportAnInputThatDoesNotCloseInTime() throws Exception {
        job.conf.set(StreamingSettings.STOP_TIMEOUT.key(), "100ms");
        job.input.blockAtClose();
        job.start();

        StopReport report = job.stop(true);

        assertThat(report.unfinished()).singleElement().asString().matches("input 0 'stub', thread shaduf-.* at .*");
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                latch.await();
                interrupted = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void awaitEvent(String event) {
        try {
            job.events.await(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
