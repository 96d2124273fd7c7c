// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/contracts/source.md} as tests. Extend it for a source; each test starts with an empty peer and
 * a new instance of the class:
 *
 * <pre>{@code
 * class MySourceContractTest extends SourceContract<String, MyRange, MySplit> {
 *     protected Source<String, MyRange, MySplit> source() { return new MySource(peer.address()); }
 *     protected List<String> records(int from, int count) { ... }
 *     protected void feed(List<String> records) { peer.add(records); }
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 * @param <R> the type of the ranges
 * @param <S> the type of the splits
 */
public abstract class SourceContract<T, R extends SourceRange, S extends Serializable> {
    private static final ReadLimit FEW = ReadLimit.records(4);

    private final WatchedThreads threads = new WatchedThreads();
    private final Journey journey = new Journey();
    private final List<SourcePlanner<R>> open = new ArrayList<>();

    /** For subclasses. */
    protected SourceContract() {}

    /**
     * Describes a source of the peer of this test, which begins with the oldest record.
     *
     * @return a new description at each call, all of the same peer
     * @throws Exception if it cannot be made; the test fails
     */
    protected abstract Source<T, R, S> source() throws Exception;

    /**
     * Makes records for the peer to have.
     *
     * @param from the first
     * @param count how many
     * @return that many records, all different, the same at each call
     */
    protected abstract List<T> records(int from, int count);

    /**
     * Makes records ready to be planned, behind those that are there.
     *
     * @param records the records
     * @throws Exception if the peer does not take them; the test fails
     */
    protected abstract void feed(List<T> records) throws Exception;

    /**
     * Returns how many records the smallest range holds, where a source cannot cut everywhere, as in compressed files.
     * {@link #feed} is called with at most 40 records.
     *
     * @return 1 unless overridden
     */
    protected int smallestRange() {
        return 1;
    }

    /**
     * Returns how long the source may take until records that were fed are planned, and for one call.
     *
     * @return 10 s unless overridden
     */
    protected Duration patience() {
        return Durations.seconds(10);
    }

    @AfterEach
    final void closePlanners() throws Exception {
        for (SourcePlanner<R> planner : open) {
            planner.close();
        }
        threads.interruptAll();
        journey.close();
    }

    @Test
    void required_S1_splitsAreAFunctionOfRangeAndLayout() throws Exception {
        feed(records(0, 20));
        R range = plan(planner(), ReadLimit.NONE);
        Source<T, R, S> source = source();

        List<S> chosen = source.splits(range, 0);

        assertSame(source.splits(range, 0), chosen);
        assertSame(source.splits(range, chosen.size()), chosen);
        assertSame(source().splits(Journey.home(range), 0), chosen);
    }

    @Test
    void required_S2_aRangeReadAgainGivesTheSameRecordsInTheSamePartitions() throws Exception {
        feed(records(0, 20));
        R range = plan(planner(), ReadLimit.NONE);

        List<List<T>> once = read(source(), range);

        assertThat(read(source(), range)).isEqualTo(once);
    }

    @Test
    void required_S3_twoAttemptsMayReadASplitAtATime() throws Exception {
        feed(records(0, 20));
        Source<T, R, S> source = source();
        S split = splitWithRecords(source, plan(planner(), ReadLimit.NONE));
        List<T> one = new ArrayList<>();
        List<T> other = new ArrayList<>();

        try (SourceReader<T> first = source.reader(split);
                SourceReader<T> second = source.reader(split)) {
            boolean more = true;
            while (more) {
                boolean moreOfFirst = first.read(one::add, 1);
                more = second.read(other::add, 1) && moreOfFirst;
            }
        }

        assertThat(other).isEqualTo(one).isNotEmpty();
    }

    @Test
    void required_S4_aRangeKeepsToTheLimit() throws Exception {
        feed(records(0, 40));

        R range = plan(planner(), FEW);

        assertThat(flat(read(source(), range)).size())
                .isLessThanOrEqualTo(Math.max((int) FEW.records(), smallestRange()));
    }

    @Test
    void required_S5_nothingIsLostOrDoubledBetweenRanges() throws Exception {
        SourcePlanner<R> planner = planner();
        feed(records(0, 20));
        List<T> read = new ArrayList<>(take(planner, FEW, 20));
        feed(records(20, 20));
        read.addAll(take(planner, FEW, 20));

        assertThat(read).containsExactlyInAnyOrderElementsOf(records(0, 40));
    }

    @Test
    void required_S6_planReturnsAtOnceAndEmptyWhenNothingHasArrived() throws Exception {
        SourcePlanner<R> planner = planner();
        assertThat(planPromptly(planner)).isEmpty();

        feed(records(0, 10));
        take(planner, ReadLimit.NONE, 10);

        assertThat(planPromptly(planner)).isEmpty();
    }

    @Test
    void required_S7_restoreGoesOnBehindTheRange() throws Exception {
        feed(records(0, 20));
        SourcePlanner<R> before = planner();
        R range = plan(before, FEW);
        List<T> read = new ArrayList<>(flat(read(source(), range)));
        before.close();

        SourcePlanner<R> after = planner();
        after.restore(Journey.home(range));
        read.addAll(take(after, ReadLimit.NONE, 20 - read.size()));

        assertThat(read).containsExactlyInAnyOrderElementsOf(records(0, 20));
    }

    @Test
    void required_S8_aRangeCanBeReadUntilItIsReleased() throws Exception {
        SourcePlanner<R> planner = planner();
        feed(records(0, 10));
        R range = plan(planner, ReadLimit.NONE);
        planner.committed(range);
        feed(records(10, 10));
        plan(planner, ReadLimit.NONE);

        assertThat(flat(read(source(), range))).containsExactlyInAnyOrderElementsOf(records(0, 10));
    }

    @Test
    void required_S9_aReaderMayBeClosedEarlyAndTwice() throws Exception {
        feed(records(0, 20));
        Source<T, R, S> source = source();
        S split = splitWithRecords(source, plan(planner(), ReadLimit.NONE));

        SourceReader<T> reader = source.reader(split);
        reader.read(record -> {}, 1);
        reader.close();
        reader.close();
    }

    @Test
    void required_S10_committedAndReleasedMayComeLateAndTouchNothingElse() throws Exception {
        SourcePlanner<R> planner = planner();
        feed(records(0, 10));
        R first = plan(planner, ReadLimit.NONE);
        feed(records(10, 10));
        R second = plan(planner, ReadLimit.NONE);
        feed(records(20, 10));
        R third = plan(planner, ReadLimit.NONE);

        planner.committed(first);
        planner.committed(second);
        planner.released(first);
        planner.released(second);

        assertThat(flat(read(source(), third))).containsExactlyInAnyOrderElementsOf(records(20, 10));
        feed(records(30, 10));
        assertThat(take(planner, ReadLimit.NONE, 10)).containsExactlyInAnyOrderElementsOf(records(30, 10));
    }

    @Test
    void required_S11_closeOfThePlannerReleasesItsThreads() throws Exception {
        feed(records(0, 10));
        SourcePlanner<R> planner = threads.call("open", patience(), this::planner);
        threads.call("plan", patience(), () -> plan(planner, ReadLimit.NONE));

        threads.call("close", patience(), () -> {
            planner.close();
            planner.close();
            return planner;
        });

        assertThat(threads.awaitEnd(patience())).as("threads left").isEmpty();
    }

    @Test
    void required_S12_rangesAreReadInAnotherJvm() throws Exception {
        feed(records(0, 20));
        R range = plan(planner(), ReadLimit.NONE);
        List<String> here =
                flat(read(source(), range)).stream().map(String::valueOf).toList();

        Source<T, R, S> away = journey.there(source());
        List<T> there = flat(read(away, journey.there(range)));

        assertThat(there.stream().map(String::valueOf)).isEqualTo(here);
    }

    @Test
    void required_S13_aRangeSaysWhatItIs() throws Exception {
        feed(records(0, 20));

        R range = plan(planner(), ReadLimit.NONE);

        assertThat(range.describe()).isNotBlank();
        assertThat(range.records()).isIn(-1L, (long) flat(read(source(), range)).size());
        assertThat(Journey.home(range)).isEqualTo(range).hasSameHashCodeAs(range);
        assertThat(source().name())
                .isNotBlank()
                .isEqualTo(Journey.home(source()).name());
    }

    @Test
    void required_S14_aReaderHandsOverNoMoreThanItWasAskedFor() throws Exception {
        feed(records(0, 20));
        Source<T, R, S> source = source();
        S split = splitWithRecords(source, plan(planner(), ReadLimit.NONE));
        List<T> got = new ArrayList<>();

        try (SourceReader<T> reader = source.reader(split)) {
            for (int i = 1; reader.read(got::add, 1); i++) {
                assertThat(got).hasSizeLessThanOrEqualTo(i);
            }
        }

        assertThat(got).isNotEmpty();
    }

    @Test
    void required_S15_whatTheStepsBehindThrowPassesThrough() throws Exception {
        feed(records(0, 20));
        Source<T, R, S> source = source();
        S split = splitWithRecords(source, plan(planner(), ReadLimit.NONE));
        Exception thrown = new Exception("of a step behind the reader");

        try (SourceReader<T> reader = source.reader(split)) {
            assertThatThrownBy(() -> reader.read(
                            record -> {
                                throw thrown;
                            },
                            10))
                    .isSameAs(thrown);
        }
    }

    /** Takes knowledge of how the peer fails. */
    void untested_S16_aFailedPlanLosesNothing() {}

    /** Takes a restart of the peer itself. */
    void untested_S17_rangesOutliveARestartOfThePeer() {}

    /** What a thread waits for cannot be seen from outside. */
    void untested_S18_aReaderCanBeInterrupted() {}

    @Test
    void required_S19_aMemoryGoesOnWithTheRangesPlannedAfterIt() throws Exception {
        feed(records(0, 10));
        SourcePlanner<R> before = planner();
        List<T> known = new ArrayList<>(flat(read(source(), plan(before, FEW))));
        Optional<Serializable> memory = before.memory();
        feed(records(10, 10));
        R since = plan(before, FEW);
        List<T> sinceThen = flat(read(source(), since));
        before.close();
        if (memory.isEmpty()) {
            return; // the last range says enough
        }

        SourcePlanner<R> after = planner();
        after.restore(Journey.home(memory.get()), List.of(Journey.home(since)));
        int rest = 20 - known.size() - sinceThen.size();
        List<T> all = new ArrayList<>(known);
        all.addAll(sinceThen);
        all.addAll(take(after, ReadLimit.NONE, rest));
        assertThat(all).containsExactlyInAnyOrderElementsOf(records(0, 20));
        after.close();

        SourcePlanner<R> fromMemoryAlone = planner();
        fromMemoryAlone.restore(Journey.home(memory.get()), List.of());
        known.addAll(take(fromMemoryAlone, ReadLimit.NONE, 20 - known.size()));
        assertThat(known).containsExactlyInAnyOrderElementsOf(records(0, 20));
    }

    @Test
    void required_S20_committedAndReleasedTwiceChangeNothing() throws Exception {
        SourcePlanner<R> planner = planner();
        feed(records(0, 10));
        R first = plan(planner, ReadLimit.NONE);

        planner.committed(first);
        planner.committed(first);
        planner.released(first);
        planner.released(first);

        feed(records(10, 10));
        assertThat(take(planner, ReadLimit.NONE, 10)).containsExactlyInAnyOrderElementsOf(records(10, 10));
    }

    private SourcePlanner<R> planner() throws Exception {
        SourcePlanner<R> planner = source().open(new ProbeSourceContext());
        open.add(planner);
        return planner;
    }

    private R plan(SourcePlanner<R> planner, ReadLimit limit) throws Exception {
        return soon(() -> planner.plan(limit).filter(range -> range.records() != 0), "no range was planned");
    }

    private Optional<R> planPromptly(SourcePlanner<R> planner) throws Exception {
        return threads.call("plan without anything new", patience(), () -> planner.plan(ReadLimit.NONE));
    }

    /** Plans and reads until a number of records has come. */
    private List<T> take(SourcePlanner<R> planner, ReadLimit limit, int count) throws Exception {
        List<T> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.addAll(flat(read(source(), plan(planner, limit))));
        }
        return taken;
    }

    private List<List<T>> read(Source<T, R, S> source, R range) throws Exception {
        List<List<T>> partitions = new ArrayList<>();
        for (S split : source.splits(range, 0)) {
            List<T> records = new ArrayList<>();
            try (SourceReader<T> reader = source.reader(split)) {
                while (reader.read(records::add, 3)) {
                    assertThat(records.size())
                            .as("records of a range of at most 40")
                            .isLessThanOrEqualTo(1_000);
                }
            }
            partitions.add(records);
        }
        return partitions;
    }

    private S splitWithRecords(Source<T, R, S> source, R range) throws Exception {
        for (S split : source.splits(range, 0)) {
            try (SourceReader<T> reader = source.reader(split)) {
                List<T> found = new ArrayList<>();
                boolean more = reader.read(found::add, 1);
                if (more || !found.isEmpty()) {
                    return split;
                }
            }
        }
        throw new AssertionError("no split of " + range.describe() + " has a record");
    }

    /** Splits need no {@code equals}; those without are the same when they are serialized to the same bytes. */
    private void assertSame(List<S> splits, List<S> expected) throws IOException {
        assertThat(splits).hasSameSizeAs(expected);
        for (int i = 0; i < splits.size(); i++) {
            S split = splits.get(i);
            S other = expected.get(i);
            assertThat(split.equals(other) || Arrays.equals(Journey.bytes(split), Journey.bytes(other)))
                    .as("split " + i + " is " + split + ", as before " + other)
                    .isTrue();
        }
    }

    private List<T> flat(List<List<T>> partitions) {
        return partitions.stream().flatMap(List::stream).toList();
    }

    private interface Attempt<X> {
        Optional<X> run() throws Exception;
    }

    private <X> X soon(Attempt<X> attempt, String otherwise) throws Exception {
        long deadline =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience().milliseconds());
        Optional<X> found = attempt.run();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            found = attempt.run();
        }
        return found.orElseThrow(() -> new AssertionError(otherwise + " within " + patience()));
    }
}
