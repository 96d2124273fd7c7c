// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.InjectedFaultException;
import dev.shaduf.testkit.SinkFault;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sinks that fail at each step, or do not come back. */
@ExtendWith(NoThreadLeft.class)
class SinkFaultsTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int ATTEMPTS = 3;

    @ParameterizedTest
    @EnumSource(SinkFault.class)
    void shouldWriteEachRecordOnceWhenOneCallFails(SinkFault fault) throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Integer> sink = new CollectingSink<Integer>("faulty").failAt(fault, 2);
            harness.source(List.of(1, 2, 3), List.of(4, 5), List.of(6)).sinkTo(sink);

            harness.runBatches(3);

            assertThat(sink.batches()).containsExactly(List.of(1, 2, 3), List.of(4, 5), List.of(6));
            assertThat(harness.status().batches().retries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SinkFault.class, mode = EnumSource.Mode.EXCLUDE, names = "AFTER_COMMIT")
    void shouldStopWithSinkAndLineWhenEveryAttemptFails(SinkFault fault) throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Integer> sink = new CollectingSink<>("faulty");
            for (int call = 1; call <= ATTEMPTS; call++) {
                sink.failAt(fault, call);
            }
            harness.source(List.of(1)).sinkTo(sink);

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(thrown).isInstanceOf(InjectedFaultException.class).hasMessageContaining(fault.toString());
            assertThat(Told.by(thrown)).containsPattern("sinkTo at SinkFaultsTest\\.java:\\d+");
            assertThat(harness.status().batches().failed()).isEqualTo(1);
            assertThat(sink.records()).isEmpty();
            assertThat(sink.openSessions()).isZero();
        }
    }

    @Test
    void shouldRefuseToStartWithASinkThatCannotBeOpened() {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.source(List.of(1)).sinkTo(new Stuck() {
                @Override
                public SinkSession<Integer> open(SinkContext context) throws IOException {
                    throw new IOException("no such database");
                }
            });

            assertThat(Told.by(harness::start))
                    .contains("cannot be opened", "no such database")
                    .containsPattern("sinkTo at SinkFaultsTest\\.java:\\d+");
        }
    }

    @Test
    void shouldInterruptAndReportASinkThatBlocksAtClose() throws Exception {
        assertReported(new Stuck() {
            @Override
            public void close() throws InterruptedException {
                NEVER.await();
            }
        });
    }

    @Test
    void shouldInterruptASinkThatBlocksAtCommit() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.source(List.of(1)).sinkTo(new Stuck() {
                @Override
                public void commit(SinkBatch batch, List<Serializable> commits) throws InterruptedException {
                    committing.countDown();
                    NEVER.await();
                }
            });
            harness.start();
            harness.clock().advance(harness.context().batchInterval());
            committing.await();

            harness.context().stop();

            assertThat(harness.status().stopReport().orElseThrow().batchesLeft())
                    .isEqualTo(1);
            assertThat(harness.status().batches().completed()).isZero();
        }
    }

    @Test
    void shouldNameASinkThatPreparesNull() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.source(List.of(1)).sinkTo(new Stuck() {
                @Override
                @SuppressWarnings("NullAway") // a user's code knows nothing of our annotations
                public Serializable prepare() {
                    return null;
                }
            });

            assertThat(Told.by(() -> harness.runBatches(1)))
                    .containsPattern("the writer of sinkTo at SinkFaultsTest\\.java:\\d+ prepared null")
                    .contains("returns any value");
        }
    }

    private static void assertReported(Sink<Integer> sink) throws Exception {
        try (StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "1s").build()) {
            harness.source(List.of(1)).sinkTo(sink);
            harness.runBatches(1);

            harness.context().stop();

            assertThat(harness.status().stopReport().orElseThrow().unfinished())
                    .singleElement()
                    .asString()
                    .contains("SinkFaultsTest.java:");
        }
    }

    /** A sink, its session and its writer in one, which forgets what it is given. */
    private static class Stuck implements Sink<Integer>, SinkSession<Integer>, SinkWriter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
            return "stuck sink";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.AT_LEAST_ONCE;
        }

        @Override
        public SinkSession<Integer> open(SinkContext context) throws IOException {
            return this;
        }

        @Override
        public SinkWriter<Integer> writer(SinkBatch batch, int partition, int attempt) {
            return this;
        }

        @Override
        public void write(Integer record) {}

        @Override
        public Serializable prepare() {
            return 0;
        }

        @Override
        public void abort() {}

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws InterruptedException {}

        @Override
        public Recovery recover(SinkBatch batch) {
            return Recovery.UNKNOWN;
        }

        @Override
        public void close() throws InterruptedException {}
    }
}
