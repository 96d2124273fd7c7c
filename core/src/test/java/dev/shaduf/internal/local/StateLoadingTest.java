// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.collectAsMap;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.state.MemoryStore;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.engine.state.StateChunk.Content;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream's state goes from one engine, by changes and a snapshot, to another. */
class StateLoadingTest {
    private static final Origin STATE = new Origin("mapWithState", "Test.java:7");
    private static final Partitioner TWO = new HashPartitioner(2);
    private static final Partitioner FIVE = new HashPartitioner(5);

    private final LocalEngine before = Plans.engine("local[2]");
    private final LocalEngine after = Plans.engine("local[2]");
    private final UUID stream = UUID.randomUUID();
    private final MemoryStore store = new MemoryStore();
    private final List<byte[]> journal = new ArrayList<>();

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    @Test
    void shouldGoOnFromASnapshotAndTheChangesAfterIt() throws Exception {
        batch(before, 1, TWO, pair("a", 1), pair("b", 2));
        List<StateSegment> snapshot = snapshot(1);
        batch(before, 2, TWO, pair("a", 10), pair("c", 3));

        load(snapshot, 2);
        assertThat(after.states(stream)).extracting(StateInfo::keys).containsExactly(3L);
        StateUpdateNode next = batch(after, 3, TWO, pair("c", 1));

        assertThat(collectAsMap(after, new StateViewNode(next, STATE))).isEqualTo(Map.of("a", 11, "b", 2, "c", 4));
        assertThat(snapshot).extracting(StateSegment::name).containsExactly("state/counts/0/1", "state/counts/1/1");
        assertThat(snapshot).extracting(StateSegment::bytes).allMatch(bytes -> bytes > 20 && bytes < 200);
    }

    @Test
    void shouldKeepVersionsThatMayStillBeRead() throws Exception {
        StateUpdateNode first = batch(before, 1, TWO, pair("a", 1));
        batch(before, 2, TWO, pair("a", 1));

        load(List.of(), 1);

        assertThat(read(after, first)).isEqualTo(Map.of("a", 1));
    }

    @Test
    void shouldDistributeATableAnewForAnotherLayoutAndWriteItWhole() throws Exception {
        for (int i = 1; i <= 3; i++) {
            batch(before, i, TWO, pair("a", 1), pair("key" + i, i), pair("x" + i, i));
        }
        load(List.of(), 2);
        journal.clear();

        StateUpdateNode replayed = batch(after, 4, TWO, pair("a", 1));
        StateUpdateNode planned = batch(after, 5, FIVE, pair("a", 1));
        batch(after, 6, FIVE, pair("b", 1));

        Map<Object, Object> expected = Map.of("a", 5, "key1", 1, "key2", 2, "key3", 3, "x1", 1, "x2", 2, "x3", 3);
        assertThat(collectAsMap(after, new StateViewNode(planned, STATE))).isEqualTo(expected);
        assertThat(collectAsMap(after, new StateViewNode(replayed, STATE))).containsEntry("a", 4);
        assertThat(heads())
                .extracting(StateChunk::partitions)
                .containsSubsequence(2, 5)
                .doesNotContain(1, 3);
        assertThat(heads()).filteredOn(head -> head.content() == Content.WHOLE).hasSize(5);

        LocalEngine third = Plans.engine("local[1]");
        try (third) {
            journal.removeIf(chunk -> StateChunk.of(ByteBuffer.wrap(chunk)).partitions() == 2);
            load(third, List.of(), 6);
            assertThat(third.states(stream)).singleElement().satisfies(info -> {
                assertThat(info.partitions()).isEqualTo(5);
                assertThat(info.keys()).isEqualTo(8);
            });
        }
    }

    @Test
    void shouldGiveARetriedBatchThatChangedAValueInPlaceTheValueFromBefore() throws Exception {
        before.open(stream, StateOptions.DEFAULT.withDurable(true));
        run(before, inPlace(1, pair("a", "x")));
        before.publish(stream, time(1));
        run(before, inPlace(2, pair("a", "y")));

        before.rollback(stream, time(2));
        StateUpdateNode again = inPlace(2, pair("a", "y"));
        run(before, again);

        assertThat(collectAsMap(before, new StateViewNode(again, STATE))).isEqualTo(Map.of("a", List.of("x", "y")));
    }

    @Test
    void shouldSayHowStateIsEncodedOnlyBeforeThereIsAny() throws Exception {
        batch(before, 1, TWO, pair("a", 1));

        assertThatThrownBy(() -> before.open(stream, StateOptions.DEFAULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("counts");
        assertThatThrownBy(() -> before.load(stream, store, time(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNameStateAndKeyOfAValueThatCannotBeEncoded() throws Exception {
        Object value = new Object() {};
        run(before, update(1, TWO, (state, pair) -> state.put(pair._1(), value), pair("the key", 1)));
        before.publish(stream, time(1));

        assertThatThrownBy(() -> before.changes(stream, time(0), time(1), chunk -> {}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("state 'counts'")
                .hasMessageContaining("the key")
                .hasMessageContaining(value.getClass().getName());
    }

    @Test
    void shouldFailTheUpdateOfADurableStateForAValueThatCannotBeEncodedAndLeaveTheTableAsItWas() throws Exception {
        before.open(stream, StateOptions.DEFAULT.withDurable(true));
        batch(before, 1, TWO, pair("a", 1));
        StateUpdateNode refused = update(
                2, TWO, (state, pair) -> state.put(pair._1(), new Object() {}), pair("a", 1), pair("the key", 1));

        assertThatThrownBy(() -> run(before, refused))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("state 'counts'")
                .hasMessageContaining("cannot be written");

        StateUpdateNode next = batch(before, 3, TWO, pair("a", 1));
        assertThat(collectAsMap(before, new StateViewNode(next, STATE))).isEqualTo(Map.of("a", 2));
        load(List.of(), 3);
        assertThat(after.states(stream)).extracting(StateInfo::keys).containsExactly(1L);
    }

    @Test
    void shouldFailASnapshotThatCannotBeWrittenAndTakeTheNext() throws Exception {
        batch(before, 1, TWO, pair("a", 1));
        store.fill(true);
        assertThatThrownBy(() -> snapshot(1)).hasMessageContaining("No space left");
        store.fill(false);
        store.clear();

        assertThat(snapshot(1)).hasSize(2);
    }

    @Test
    void shouldNameASegmentThatIsDamagedTruncatedOrMissing() throws Exception {
        batch(before, 1, TWO, pair("a", 1), pair("b", 2));
        List<StateSegment> snapshot = snapshot(1);
        String name = snapshot.get(1).name();

        store.damage(name, bytes -> bytes[bytes.length - 15] ^= 1);
        assertThatThrownBy(() -> load(snapshot, 1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("checksum");
        store.truncate(name, 40);
        assertThatThrownBy(() -> load(snapshot, 1)).hasMessageContaining(name);
        assertThatThrownBy(() -> load(snapshot.subList(0, 1), 1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("no segment of partition 1");
        assertThat(after.states(stream)).isEmpty();
    }

    @Test
    void shouldRefuseChangesOfWhichTheEndIsMissing() throws Exception {
        batch(before, 1, TWO, pair("a", 1));
        journal.remove(journal.size() - 1);

        assertThatThrownBy(() -> load(List.of(), 1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("have no end");
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        batch(before, 1, TWO, pair("a", 1));
        StateLoading abandoned = after.load(stream, store, time(1));
        abandoned.changes(ByteBuffer.wrap(journal.get(0)));
        abandoned.close();
        load(List.of(), 1);

        org.awaitility.Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("shaduf-state-loading")));
    }

    /** What an update does with a pair. */
    private interface Change {
        void apply(KeyedState state, Tuple2<?, ?> pair);
    }

    private StateUpdateNode batch(Engine engine, long number, Partitioner target, Object... pairs) throws Exception {
        StateUpdateNode node = update(
                number,
                target,
                (state, pair) -> {
                    Integer old = (Integer) state.get(pair._1());
                    state.put(pair._1(), (Integer) pair._2() + (old == null ? 0 : old));
                },
                pairs);
        run(engine, node);
        engine.publish(stream, time(number));
        engine.changes(stream, time(number - 1), time(number), chunk -> {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            journal.add(bytes);
        });
        return node;
    }

    @SuppressWarnings("unchecked")
    private StateUpdateNode inPlace(long number, Object... pairs) {
        return update(
                number,
                TWO,
                (state, pair) -> {
                    List<Object> old = (List<Object>) state.get(pair._1());
                    List<Object> now = old == null ? new ArrayList<>() : old;
                    now.add(pair._2());
                    state.put(pair._1(), now);
                },
                pairs);
    }

    private void run(Engine engine, StateUpdateNode node) throws Exception {
        long number = node.time().milliseconds() / 1_000;
        engine.update(node, JobScope.ofBatch(new BatchId(stream, number), node.time(), 1, "owner"), stream);
    }

    private static StateUpdateNode update(long number, Partitioner target, Change change, Object... pairs) {
        return new StateUpdateNode(
                "counts",
                time(number),
                new ShuffleNode(source(of(pairs)), target, null, null, STATE),
                null,
                target,
                (state, time, emit) -> new Stage() {
                    @Override
                    public void push(Object record) {
                        change.apply(state, (Tuple2<?, ?>) record);
                    }

                    @Override
                    public boolean satisfied() {
                        return false;
                    }

                    @Override
                    public void finish() {}
                },
                STATE);
    }

    private List<StateSegment> snapshot(long number) throws Exception {
        return before.snapshot(
                stream, time(number), store, (uid, partition) -> "state/" + uid + "/" + partition + "/" + number);
    }

    private void load(List<StateSegment> snapshot, long oldest) throws Exception {
        load(after, snapshot, oldest);
    }

    private void load(Engine engine, List<StateSegment> snapshot, long oldest) throws Exception {
        try (StateLoading loading = engine.load(stream, store, time(oldest))) {
            for (StateSegment segment : snapshot) {
                loading.snapshot(segment);
            }
            for (byte[] chunk : journal) {
                loading.changes(ByteBuffer.wrap(chunk));
            }
            loading.finish();
        }
    }

    /** Reads a version that an earlier process made. */
    private Map<Object, Object> read(LocalEngine engine, StateUpdateNode node) throws Exception {
        run(engine, node);
        return collectAsMap(engine, new StateViewNode(node, STATE));
    }

    private List<StateChunk> heads() {
        return journal.stream()
                .map(chunk -> StateChunk.of(ByteBuffer.wrap(chunk)))
                .toList();
    }

    private static Time time(long seconds) {
        return new Time(seconds * 1_000);
    }
}
