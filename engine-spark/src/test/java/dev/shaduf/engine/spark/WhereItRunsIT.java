// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.testkit.Shared;
import dev.shaduf.testkit.StreamHarness;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** In which process sources are planned and read, and sinks are written and committed. */
class WhereItRunsIT {
    private static final long DRIVER = ProcessHandle.current().pid();

    private final Shared<List<String>> done = new Shared<>(new CopyOnWriteArrayList<>());

    @Test
    void shouldPlanAndCommitHereAndReadAndWriteInExecutors() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            harness.context().stream(new Processes(3)).sinkTo(new Writing(done, new Shared<>(new Meeting(1))));

            harness.runBatches(1);

            List<String> said = done.call(List::copyOf);
            for (String step : List.of("read ", "prepared ")) {
                assertThat(said)
                        .filteredOn(line -> line.startsWith(step))
                        .hasSizeGreaterThanOrEqualTo(3)
                        .noneMatch(line -> line.endsWith(" in " + DRIVER));
            }
            assertThat(said)
                    .filteredOn(line -> line.startsWith("committed "))
                    .containsExactly("committed 3 in " + DRIVER);
        }
    }

    @Test
    void shouldCommitOneOfTwoAttemptsThatHaveBothPrepared() throws Exception {
        Shared<Meeting> meeting = new Shared<>(new Meeting(2));
        try (StreamHarness harness = OnCluster.harness()) {
            harness.context().stream(new Processes(4)).sinkTo(new Writing(done, meeting));

            harness.runBatches(1);

            List<String> said = done.call(List::copyOf);
            assertThat(said).filteredOn(line -> line.startsWith("prepared 0 ")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(said)
                    .filteredOn(line -> line.startsWith("committed "))
                    .containsExactly("committed 4 in " + DRIVER);
        }
    }

    /** Attempts of the first partition that wait for one another. */
    private static final class Meeting {
        private final CountDownLatch expected;
        private final AtomicInteger attempts = new AtomicInteger();

        Meeting(int expected) {
            this.expected = new CountDownLatch(expected);
        }

        int come() throws InterruptedException {
            int attempt = attempts.incrementAndGet();
            expected.countDown();
            expected.await(60, TimeUnit.SECONDS);
            return attempt;
        }
    }

    private record Once(int partitions) implements SourceRange {
        @Override
        public long records() {
            return partitions;
        }

        @Override
        public String describe() {
            return partitions + " partitions";
        }
    }

    /** Each split has one record: the process that reads it. */
    private record Processes(int partitions) implements Source<String, Once, Integer> {
        @Override
        public String name() {
            return "processes";
        }

        @Override
        public SourcePlanner<Once> open(SourceContext context) {
            return new Planner(partitions);
        }

        @Override
        public List<Integer> splits(Once range, int layout) {
            return List.of(0, 1, 2, 3).subList(0, range.partitions());
        }

        @Override
        public SourceReader<String> reader(Integer split) {
            return new SourceReader<>() {
                @Override
                public boolean read(RecordOutput<String> output, int max) throws Exception {
                    output.add(
                            "read " + split + " in " + ProcessHandle.current().pid());
                    return false;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class Planner implements SourcePlanner<Once> {
        private final int partitions;
        private boolean planned;

        Planner(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public void restore(Once last) {
            planned = true;
        }

        @Override
        public Optional<Once> plan(ReadLimit limit) {
            boolean first = !planned;
            planned = true;
            return first ? Optional.of(new Once(partitions)) : Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Says what it is given, and what it does where. */
    private record Writing(Shared<List<String>> done, Shared<Meeting> meeting) implements Sink<String> {
        @Override
        public String name() {
            return "writing";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.EXACTLY_ONCE;
        }

        @Override
        public SinkSession<String> open(SinkContext context) {
            return new Session(done, meeting);
        }
    }

    private record Session(Shared<List<String>> done, Shared<Meeting> meeting) implements SinkSession<String> {
        @Override
        public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) {
            return new Writer(done, meeting, partition);
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
            say(done, "committed " + commits.size());
        }

        @Override
        public Recovery recover(SinkBatch batch) {
            return Recovery.NOT_COMMITTED;
        }

        @Override
        public void close() {}
    }

    private record Writer(Shared<List<String>> done, Shared<Meeting> meeting, int partition)
            implements SinkWriter<String> {
        @Override
        public void write(String record) throws Exception {
            done.call(lines -> lines.add(record));
        }

        @Override
        public Serializable prepare() throws Exception {
            say(done, "prepared " + partition);
            if (partition == 0) {
                meeting.call(Meeting::come);
            }
            return partition;
        }

        @Override
        public void abort() {}
    }

    private static void say(Shared<List<String>> done, String what) throws Exception {
        String line = what + " in " + ProcessHandle.current().pid();
        done.call(lines -> lines.add(line));
    }
}
