// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources that fail at each step, or do not come back. */
@ExtendWith(NoThreadLeft.class)
class SourceFaultsTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** One number. */
    private record Number(int value) implements SourceRange {
        @Override
        public long records() {
            return 1;
        }

        @Override
        public String describe() {
            return "number " + value;
        }
    }

    /** A source, its planner and its reader in one: the numbers from 1. */
    private static class Numbers
            implements Source<Integer, Number, Integer>, SourcePlanner<Number>, SourceReader<Integer> {
        private static final long serialVersionUID = 1L;

        private final transient AtomicInteger planned = new AtomicInteger();
        private int split;

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public SourcePlanner<Number> open(SourceContext context) throws Exception {
            return this;
        }

        @Override
        public void restore(Number last) {}

        @Override
        public Optional<Number> plan(ReadLimit limit) throws Exception {
            return Optional.of(new Number(planned.incrementAndGet()));
        }

        @Override
        public List<Integer> splits(Number range, int layout) {
            return List.of(range.value());
        }

        @Override
        public SourceReader<Integer> reader(Integer of) throws Exception {
            split = of;
            return this;
        }

        @Override
        public boolean read(RecordOutput<Integer> output, int max) throws Exception {
            output.add(split);
            return false;
        }

        @Override
        public void close() throws Exception {}
    }

    @Test
    void shouldRefuseToStartWithASourceThatCannotBeOpened() {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.collect(harness.context().stream(new Numbers() {
                @Override
                public SourcePlanner<Number> open(SourceContext context) throws IOException {
                    throw new IOException("no such topic");
                }
            }));

            assertThat(Told.by(harness::start)).contains("input 0 'numbers'", "cannot be started", "no such topic");
        }
    }

    @Test
    void shouldGoOnWithoutASourceThatCannotPlanAndReportIt() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            AtomicInteger calls = new AtomicInteger();
            CollectingSink<Integer> sink = harness.collect(harness.context().stream(new Numbers() {
                @Override
                public Optional<Number> plan(ReadLimit limit) throws Exception {
                    if (calls.incrementAndGet() == 2) {
                        throw new IOException("the broker is away");
                    }
                    return super.plan(limit);
                }
            }));

            harness.runBatches(3);

            assertThat(sink.batches()).containsExactly(List.of(1), List.of(), List.of(2));
            assertThat(harness.status().inputs().get(0).errors()).isEqualTo(1);
        }
    }

    @Test
    void shouldLoseNothingWhenARangeCannotBeDivided() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            AtomicInteger calls = new AtomicInteger();
            CollectingSink<Integer> sink = harness.collect(harness.context().stream(new Numbers() {
                @Override
                public List<Integer> splits(Number range, int layout) {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("no splits");
                    }
                    return super.splits(range, layout);
                }
            }));

            harness.runBatches(3);

            assertThat(sink.batches()).containsExactly(List.of(), List.of(1), List.of(2));
            assertThat(harness.status().inputs().get(0).errors()).isEqualTo(1);
        }
    }

    @Test
    void shouldStopWithSourceAndLineWhenASplitCannotBeRead() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.context().stream(new Numbers() {
                        @Override
                        public boolean read(RecordOutput<Integer> output, int max) throws IOException {
                            throw new IOException("a damaged file");
                        }
                    })
                    .print();

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(thrown).isInstanceOf(IOException.class).hasMessage("a damaged file");
            assertThat(Told.by(thrown)).containsPattern("stream at SourceFaultsTest\\.java:\\d+");
        }
    }

    @Test
    void shouldNameASourceThatYieldsNull() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.context().stream(new Numbers() {
                        @Override
                        @SuppressWarnings("NullAway") // a user's code knows nothing of our annotations
                        public boolean read(RecordOutput<Integer> output, int max) throws Exception {
                            output.add(null);
                            return false;
                        }
                    })
                    .print();

            assertThat(Told.by(() -> harness.runBatches(1)))
                    .contains("handed over a null record")
                    .containsPattern("stream at SourceFaultsTest\\.java:\\d+");
        }
    }

    @Test
    void shouldInterruptAndReportASourceThatBlocksAtClose() throws Exception {
        try (StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "1s").build()) {
            CountDownLatch closing = new CountDownLatch(1);
            harness.collect(harness.context().stream(new Numbers() {
                @Override
                public SourcePlanner<Number> open(SourceContext context) {
                    Numbers inner = this;
                    return new SourcePlanner<>() {
                        @Override
                        public void restore(Number last) {}

                        @Override
                        public Optional<Number> plan(ReadLimit limit) throws Exception {
                            return inner.plan(limit);
                        }

                        @Override
                        public void close() throws InterruptedException {
                            closing.countDown();
                            NEVER.await();
                        }
                    };
                }
            }));
            harness.runBatches(1);

            harness.context().stop();

            assertThat(closing.getCount()).isZero();
            assertThat(harness.status().stopReport().orElseThrow().unfinished())
                    .singleElement()
                    .asString()
                    .contains("input 0 'numbers'", "SourceFaultsTest");
        }
    }

    @Test
    void shouldReportASourceThatCannotBeClosed() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.collect(harness.context().stream(new Numbers() {
                @Override
                public SourcePlanner<Number> open(SourceContext context) {
                    return new SourcePlanner<>() {
                        @Override
                        public void restore(Number last) {}

                        @Override
                        public Optional<Number> plan(ReadLimit limit) {
                            return Optional.empty();
                        }

                        @Override
                        public void close() throws IOException {
                            throw new IOException("the connection is broken");
                        }
                    };
                }
            }));
            harness.runBatches(1);

            harness.context().stop();

            assertThat(harness.status().stopReport().orElseThrow().unfinished())
                    .containsExactly("input 0 'numbers': the connection is broken");
        }
    }

    @Test
    void shouldStopWhileASourceBlocksInPlan() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            CountDownLatch planning = new CountDownLatch(1);
            harness.collect(harness.context().stream(new Numbers() {
                @Override
                public Optional<Number> plan(ReadLimit limit) throws InterruptedException {
                    planning.countDown();
                    NEVER.await();
                    return Optional.empty();
                }
            }));
            harness.start();
            harness.clock().advance(harness.context().batchInterval());
            planning.await();

            harness.context().stop(true, true);

            await().untilAsserted(() -> assertThat(
                            harness.status().stopReport().orElseThrow().unfinished())
                    .isEmpty());
        }
    }
}
