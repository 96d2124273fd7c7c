// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceInputTest {
    private final Events events = new Events();
    private final Numbers source = new Numbers(events);
    private final SourceInput<Numbers.Range> input = new SourceInput<>(
            new StubNode(),
            source,
            new SourceRate(new Rate(300), new Rate(1_000), new Duration(100), 1),
            new InputErrors(new ListenerBus("source-test", 10)),
            new StepClock(0),
            new Duration(100),
            "source-test");

    @Test
    void shouldLimitARangeByRateAndInterval() throws Exception {
        input.start();

        InputPlan plan = input.plan();

        assertThat(plan).isEqualTo(new InputPlan.Range(new Numbers.Range(0, 30), 3));
    }

    @Test
    void shouldPlanARangeAgainWhenItCouldNotBeDivided() throws Exception {
        input.start();
        source.failNextSplits();

        assertThatThrownBy(input::plan).hasMessage("cannot divide");

        assertThat(input.plan()).isEqualTo(new InputPlan.Range(new Numbers.Range(0, 30), 3));
        assertThat(input.plan()).isEqualTo(new InputPlan.Range(new Numbers.Range(30, 60), 3));
    }

    @Test
    void shouldHaveNoMemoryWhileItHoldsARangeThatIsInNoPlan() throws Exception {
        input.start();
        source.failNextSplits();
        assertThatThrownBy(input::plan).hasMessage("cannot divide");

        assertThat(input.memory()).isEmpty();
        input.plan();
        assertThat(input.memory()).contains(30L);
    }

    @Test
    void shouldReportAndGoOnWhenTheSourceCannotBeToldOfACommit() throws Exception {
        input.start();
        InputPlan plan = input.plan();
        source.failNextCommit();

        input.committed(plan);
        input.committed(plan);

        assertThat(input.status().errors()).isEqualTo(1);
        assertThat(events.all()).containsExactly("committed 0..30");
    }

    @Test
    void shouldTellOfWhatIsReleasedAtTheNextTurnAndBeforeItCloses() throws Exception {
        input.start();
        InputPlan first = input.plan();
        InputPlan second = input.plan();

        input.released(first);
        assertThat(events.all()).isEmpty();
        input.plan();
        assertThat(events.all()).containsExactly("released 0..30");

        input.released(second);
        input.close(new Duration(100));
        assertThat(events.all()).containsExactly("released 0..30", "released 30..60", "closed");
    }

    @Test
    void shouldAskNoMoreWhenItDrains() throws Exception {
        input.start();
        input.drain();

        assertThat(input.plan()).isEqualTo(new InputPlan.Nothing());
    }

    @Test
    void shouldCloseThePlannerOnce() throws Exception {
        input.start();

        input.close(new Duration(100));
        input.close(new Duration(100));

        assertThat(events.all()).containsExactly("closed");
    }

    private record Rate(double rate) implements RateControl {
        @Override
        public void lanes(int lanes) {}

        @Override
        public void completed(long completedMillis, long records, long processingNanos, long schedulingNanos) {}
    }

    /** Plans ranges of numbers, as long as allowed. */
    private static final class Numbers implements Source<Long, Numbers.Range, Long> {
        private static final long serialVersionUID = 1L;

        private final transient Events events;
        private boolean failSplits;
        private boolean failCommit;

        Numbers(Events events) {
            this.events = events;
        }

        void failNextSplits() {
            failSplits = true;
        }

        void failNextCommit() {
            failCommit = true;
        }

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public SourcePlanner<Range> open(SourceContext context) {
            return new Planner();
        }

        @Override
        public List<Long> splits(Range range, int layout) {
            if (failSplits) {
                failSplits = false;
                throw new IllegalStateException("cannot divide");
            }
            List<Long> splits = new ArrayList<>();
            for (long i = range.from; i < range.to; i += 10) {
                splits.add(i);
            }
            return splits;
        }

        @Override
        public SourceReader<Long> reader(Long split) {
            throw new UnsupportedOperationException();
        }

        private record Range(long from, long to) implements SourceRange {
            @Override
            public long records() {
                return to - from;
            }

            @Override
            public String describe() {
                return from + ".." + to;
            }
        }

        private final class Planner implements SourcePlanner<Range> {
            private long next;

            @Override
            public void restore(Range last) {
                next = last.to;
            }

            @Override
            public Optional<Serializable> memory() {
                return Optional.of(next);
            }

            @Override
            public Optional<Range> plan(ReadLimit limit) {
                Range range = new Range(next, next + limit.records());
                next = range.to;
                return Optional.of(range);
            }

            @Override
            public void released(Range range) {
                events.add("released " + range.describe());
            }

            @Override
            public void committed(Range range) throws IOException {
                if (failCommit) {
                    failCommit = false;
                    throw new IOException("broker away");
                }
                events.add("committed " + range.describe());
            }

            @Override
            public void close() {
                events.add("closed");
            }
        }
    }
}
