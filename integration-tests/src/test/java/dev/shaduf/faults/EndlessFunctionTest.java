// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContextState;
import dev.shaduf.dstream.DStream;
import dev.shaduf.listener.StopReport;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions of the user that do not end. */
@ExtendWith(NoThreadLeft.class)
class EndlessFunctionTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void shouldInterruptAFunctionOfRecordsAtAStop() throws Exception {
        assertEndsAtOnce(ints -> ints.map(this::waitForEver).print());
    }

    @Test
    void shouldInterruptAFunctionOfBatchesAtAStop() throws Exception {
        assertEndsAtOnce(ints -> ints.foreachRDD(rdd -> {
            waitForEver(0);
        }));
    }

    @Test
    void shouldInterruptAFunctionOfTransformAtAStop() throws Exception {
        assertEndsAtOnce(ints -> ints.transform(rdd -> {
                    waitForEver(0);
                    return rdd;
                })
                .print());
    }

    @Test
    void shouldInterruptWhatAGracefulStopHasNoTimeFor() throws Exception {
        try (StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "500ms").build()) {
            harness.source(List.of(1, 2, 3)).map(this::waitForEver).print();
            enter(harness);

            harness.context().stop(true, true);

            StopReport report = harness.status().stopReport().orElseThrow();
            assertThat(report.graceful()).isTrue();
            assertThat(report.batchesLeft()).isEqualTo(1);
            assertThat(report.recordsLeft()).isEqualTo(3);
            assertThat(report.unfinished()).isEmpty();
        }
    }

    @Test
    void shouldReportAndLeaveBehindAFunctionOfRecordsThatIgnoresInterrupts() throws Exception {
        assertReported(ints -> ints.map(this::ignoreInterrupts).print());
    }

    @Test
    void shouldReportAndLeaveBehindAFunctionOfBatchesThatIgnoresInterrupts() throws Exception {
        assertReported(ints -> ints.foreachRDD(rdd -> {
            ignoreInterrupts(0);
        }));
    }

    @Test
    void shouldShowABatchThatDoesNotEndInTheStatus() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.source(List.of(1), List.of(2), List.of(3), List.of(4))
                    .map(this::waitForEver)
                    .print();
            enter(harness);

            for (int i = 0; i < 5; i++) {
                harness.clock().advance(Durations.seconds(1));
            }

            assertThat(harness.status().batches().running()).isEqualTo(1);
            assertThat(harness.status().batches().waiting()).isLessThanOrEqualTo(2);
            assertThat(harness.status().batches().completed()).isZero();
        }
    }

    private void assertEndsAtOnce(Consumer<DStream<Integer>> program) throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            program.accept(harness.source(List.of(1)));
            enter(harness);

            harness.context().stop();

            StopReport report = harness.status().stopReport().orElseThrow();
            assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(report.batchesLeft()).isEqualTo(1);
            assertThat(report.unfinished()).isEmpty();
            assertThat(report.took()).isLessThan(Durations.seconds(4));
        }
    }

    private void assertReported(Consumer<DStream<Integer>> program) throws Exception {
        try (StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "500ms").build()) {
            program.accept(harness.source(List.of(1)));
            enter(harness);

            harness.context().stop();

            StopReport report = harness.status().stopReport().orElseThrow();
            assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(report.batchesLeft()).isEqualTo(1);
            assertThat(report.unfinished()).anySatisfy(one -> assertThat(one).contains("EndlessFunctionTest.java:"));
            released.countDown();
        }
    }

    private void enter(StreamHarness harness) throws InterruptedException {
        harness.start();
        harness.clock().advance(Durations.seconds(1));
        assertThat(entered.await(30, TimeUnit.SECONDS))
                .as("the function was called")
                .isTrue();
    }

    private int waitForEver(int x) throws InterruptedException {
        entered.countDown();
        released.await();
        return x;
    }

    private int ignoreInterrupts(int x) {
        entered.countDown();
        while (released.getCount() > 0) {
            Thread.onSpinWait();
        }
        return x;
    }
}
