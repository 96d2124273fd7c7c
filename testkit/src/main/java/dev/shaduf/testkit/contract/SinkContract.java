// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/contracts/sink.md} as tests. Extend it for a sink; each test starts with an empty target and a
 * new instance of the class:
 *
 * <pre>{@code
 * class MySinkContractTest extends SinkContract<String> {
 *     protected Sink<? super String> sink() { return new MySink(target); }
 *     protected List<String> records(int count) { ... }
 *     protected List<String> visible() { return target.readAll(); }
 * }
 * }</pre>
 *
 * A sink that declares less than exactly once may show records again; everything else holds for it, too.
 *
 * @param <T> the type of the records
 */
public abstract class SinkContract<T> {
    private static final int LARGEST_COMMIT = 16 << 10;
    private static final String UID = "contract-output";

    private final WatchedThreads threads = new WatchedThreads();
    private final Journey journey = new Journey();
    private final UUID stream = UUID.randomUUID();
    private final SinkBatch first = batch(stream, 1, 1_000_000_001_000L);
    private final SinkBatch second = batch(stream, 2, 1_000_000_002_000L);

    /** For subclasses. */
    protected SinkContract() {}

    /**
     * Describes a sink to the target of this test.
     *
     * @return a new description at each call, all of the same target
     * @throws Exception if it cannot be made; the test fails
     */
    protected abstract Sink<? super T> sink() throws Exception;

    /**
     * Makes records to write.
     *
     * @param count how many
     * @return that many records, all different, the same at each call
     */
    protected abstract List<T> records(int count);

    /**
     * Reads what a reader of the target can see now, as records equal to those written.
     *
     * @return the records of all batches, in any order
     * @throws Exception if the target cannot be read; the test fails
     */
    protected abstract List<T> visible() throws Exception;

    /**
     * Returns how long one call of the sink may take.
     *
     * @return 10 s unless overridden
     */
    protected Duration patience() {
        return Durations.seconds(10);
    }

    @AfterEach
    final void endThreads() throws Exception {
        threads.interruptAll();
        journey.close();
    }

    @Test
    void required_K1_nothingIsVisibleBeforeTheCommit() throws Exception {
        SinkSession<T> session = open(1);
        SinkWriter<T> writer = session.writer(first, 0, 0);
        for (T record : records(10)) {
            writer.write(record);
        }
        if (sink().commitMode() == CommitMode.PER_BATCH) {
            writer.prepare();
        }

        assertThat(visible()).isEmpty();
    }

    @Test
    void required_K2_theCommitShowsEveryRecordOfEveryPartition() throws Exception {
        List<T> records = records(1_000);

        run(open(1), first, split(records, 5));

        assertVisible(records);
    }

    @Test
    void required_K3_commitTwiceChangesNothing() throws Exception {
        List<T> records = records(20);
        SinkSession<T> session = open(1);
        List<Serializable> commits = prepareAll(session, first, split(records, 2));

        session.commit(first, commits);
        session.commit(first, commits);

        assertVisible(records);
    }

    @Test
    void required_K4_anAbortedAttemptLeavesNothing() throws Exception {
        List<T> records = records(10);
        SinkSession<T> session = open(1);
        session.writer(first, 0, 0).abort();
        SinkWriter<T> half = session.writer(first, 0, 1);
        half.write(records.get(0));
        half.abort();

        session.commit(first, List.of(prepare(session.writer(first, 0, 2), records)));

        assertVisible(records);
    }

    @Test
    void required_K5_twoAttemptsOfOnePartitionDoNotMix() throws Exception {
        List<T> records = records(100);
        SinkSession<T> session = open(1);
        SinkWriter<T> loser = session.writer(first, 0, 0);
        SinkWriter<T> winner = session.writer(first, 0, 1);
        for (T record : records) {
            loser.write(record);
            winner.write(record);
        }
        Serializable commit = winner.prepare();
        loser.abort();

        session.commit(first, List.of(commit));

        assertVisible(records);
    }

    @Test
    void required_K6_anAttemptThatDiesAfterPrepareLeavesNothing() throws Exception {
        List<T> records = records(20);
        List<List<T>> partitions = split(records, 2);
        SinkSession<T> session = open(1);
        prepare(session.writer(first, 0, 0), partitions.get(0));

        Serializable again = prepare(session.writer(first, 0, 1), partitions.get(0));
        Serializable other = prepare(session.writer(first, 1, 0), partitions.get(1));
        session.commit(first, List.of(again, other));

        assertVisible(records);
    }

    @Test
    void required_K7_recoverTellsWhatBecameOfABatch() throws Exception {
        SinkSession<T> before = open(1);
        run(before, first, split(records(10), 2));
        if (sink().commitMode() == CommitMode.PER_BATCH) {
            prepareAll(before, second, split(records(10), 2));
        }

        SinkSession<T> after = open(2);

        assertThat(after.recover(first)).isIn(allowed(Recovery.COMMITTED));
        assertThat(after.recover(second)).isIn(allowed(Recovery.NOT_COMMITTED));
        assertThat(after.recover(batch(stream, 3, 1_000_000_003_000L))).isIn(allowed(Recovery.NOT_COMMITTED));
    }

    @Test
    void required_K8_aReplayAfterARestartChangesNothing() throws Exception {
        List<T> records = records(20);
        run(open(1), first, split(records, 2));

        run(open(2), first, split(records, 2));

        assertVisible(records);
    }

    @Test
    void required_K9_theSinkWorksInAnotherJvm() throws Exception {
        List<T> records = records(10);
        Sink<? super T> away = journey.there(sink());
        SinkSession<T> driver = open(1);
        SinkSession<Object> remote = openAway(away);
        List<Serializable> commits = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            SinkWriter<Object> writer = remote.writer(first, partition, 0);
            for (T record : split(records, 2).get(partition)) {
                writer.write(journey.there(record));
            }
            commits.add(Journey.home(writer.prepare()));
        }
        if (sink().oneJvm()) {
            assertThatThrownBy(() -> driver.commit(first, commits)).isNotNull();
        } else {
            driver.commit(first, commits);
        }
        remote.close();

        assertVisible(sink().oneJvm() ? List.of() : records);
    }

    @Test
    void required_K10_emptyPartitionsAndBatchesAreCommitted() throws Exception {
        List<T> records = records(5);
        SinkSession<T> session = open(1);

        run(session, first, List.of(List.of(), records, List.of()));
        run(session, second, List.of());

        assertVisible(records);
        assertThat(session.recover(second)).isNotEqualTo(Recovery.NOT_COMMITTED);
    }

    @Test
    void required_K11_anotherBatchOfTheSameTimeIsNoReplay() throws Exception {
        List<T> records = records(20);
        run(open(1), first, List.of(records.subList(0, 10)));
        SinkBatch stranger =
                batch(UUID.randomUUID(), first.id().number(), first.time().milliseconds());

        assertShownOrRefused(records.subList(0, 10), records, () -> {
            SinkSession<T> session = open(1);
            assertThat(session.recover(stranger))
                    .as("recovery of a batch of another stream with the number and time of one that was committed;"
                            + " a mark must hold the whole id")
                    .isNotEqualTo(Recovery.COMMITTED);
            run(session, stranger, List.of(records.subList(10, 20)));
        });
    }

    @Test
    void required_K12_closeReleasesEverythingAndMayBeCalledAgain() throws Exception {
        SinkSession<T> session = threads.call("open", patience(), () -> open(1));
        threads.call("a batch", patience(), () -> {
            run(session, first, split(records(10), 2));
            return session;
        });

        threads.call("close", patience(), () -> {
            session.close();
            session.close();
            return session;
        });

        assertThat(threads.awaitEnd(patience())).as("threads left").isEmpty();
    }

    @Test
    void required_K13_aReplacedRunChangesNothing() throws Exception {
        List<T> records = records(20);
        SinkSession<T> replaced = open(1);
        run(open(2), first, split(records, 2));

        assertShownOrRefused(records, records, () -> run(replaced, first, split(records, 2)));
    }

    @Test
    void required_K14_commitsAreSmallAndSerializable() throws Exception {
        Serializable commit = prepare(open(1).writer(first, 0, 0), records(5_000));

        assertThat(Journey.bytes(commit).length)
                .as("bytes of the commit of 5,000 records; it travels to the driver, and says where they are, not what")
                .isLessThan(LARGEST_COMMIT);
    }

    @Test
    void required_K15_theDescriptionSaysWhatItIs() throws Exception {
        Sink<? super T> sink = sink();
        Sink<? super T> copy = Journey.home(sink);

        assertThat(sink.name()).isNotBlank().isEqualTo(copy.name());
        assertThat(sink.guarantee()).isNotNull().isEqualTo(copy.guarantee());
        assertThat(sink.commitMode()).isNotNull().isEqualTo(copy.commitMode());
    }

    @Test
    void required_K16_twoOutputsDoNotTakeEachOthersBatches() throws Exception {
        List<T> records = records(20);
        run(open(1), first, List.of(records.subList(0, 10)));

        assertShownOrRefused(records.subList(0, 10), records, () -> {
            SinkSession<T> other = open("other-output", 1);
            run(other, first, List.of(records.subList(10, 20)));
        });
    }

    /** Takes a target that fails at random moments, which only the author can make. */
    void untested_K17_noCommitIsHalfVisible() {}

    /** Takes knowledge of the target's own ways of being full, slow or gone. */
    void untested_K18_failuresNameTheSinkAndTheTarget() {}

    /** Where marks are kept, only the author knows. */
    void untested_K19_prunedMarksTakeNoSpace() {}

    private interface Action {
        void run() throws Exception;
    }

    /** Nothing may be lost in silence: either it is there as well, or somebody was told. */
    private void assertShownOrRefused(List<T> refused, List<T> shown, Action action) throws Exception {
        boolean failed = false;
        try {
            action.run();
        } catch (Exception e) {
            failed = true;
        }
        assertVisible(failed ? refused : shown);
    }

    private void assertVisible(List<T> expected) throws Exception {
        if (sink().guarantee() == Guarantee.EXACTLY_ONCE) {
            assertThat(visible()).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(visible()).containsAll(expected);
        }
    }

    private List<Recovery> allowed(Recovery truth) throws Exception {
        return sink().guarantee() == Guarantee.EXACTLY_ONCE ? List.of(truth) : List.of(truth, Recovery.UNKNOWN);
    }

    private void run(SinkSession<T> session, SinkBatch batch, List<List<T>> partitions) throws Exception {
        session.commit(batch, prepareAll(session, batch, partitions));
    }

    private List<Serializable> prepareAll(SinkSession<T> session, SinkBatch batch, List<List<T>> partitions)
            throws Exception {
        List<Serializable> commits = new ArrayList<>();
        session.begin(batch, partitions.size());
        for (int partition = 0; partition < partitions.size(); partition++) {
            commits.add(prepare(session.writer(batch, partition, 0), partitions.get(partition)));
        }
        return commits;
    }

    private Serializable prepare(SinkWriter<T> writer, List<T> records) throws Exception {
        for (T record : records) {
            writer.write(record);
        }
        return writer.prepare();
    }

    private SinkSession<T> open(long epoch) throws Exception {
        return open(UID, epoch);
    }

    /** A sink of a supertype writes these records, too. */
    @SuppressWarnings("unchecked")
    private SinkSession<T> open(String uid, long epoch) throws Exception {
        SinkSession<T> session = (SinkSession<T>) sink().open(new SinkContext(stream, uid, epoch, new ManualClock()));
        session.takeOver();
        return session;
    }

    @SuppressWarnings("unchecked")
    private SinkSession<Object> openAway(Sink<? super T> away) throws Exception {
        return (SinkSession<Object>) away.open(new SinkContext(stream, UID, 1, new ManualClock()));
    }

    private static SinkBatch batch(UUID stream, long number, long time) {
        return new SinkBatch(new BatchId(stream, number), new Time(time));
    }

    private List<List<T>> split(List<T> records, int partitions) {
        List<List<T>> split = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            split.add(records.subList(records.size() * i / partitions, records.size() * (i + 1) / partitions));
        }
        return split;
    }
}
