// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatePartitionTest {
    private final StatePartition partition = new StatePartition("counts", 3, new HeapPlace(null));

    @Test
    void shouldBeNewUntilAVersionIsFinished() {
        assertThat(partition.isNew()).isTrue();
        partition.begin(at(1));
        assertThat(partition.isNew()).isTrue();
        partition.finish();
        assertThat(partition.isNew()).isFalse();
    }

    @Test
    void shouldBeNewAgainWhenTheFirstVersionIsUndone() {
        write(1, "a", "x");
        partition.undo(at(1));
        assertThat(partition.isNew()).isTrue();
        assertThat(partition.keys()).isZero();
    }

    @Test
    void shouldReadWhatTheUpdateWrote() {
        KeyedState state = partition.begin(at(1));
        state.put("a", "x");
        state.put("a", "y");
        state.put("b", "z");
        state.remove("b");
        assertThat(state.get("a")).isEqualTo("y");
        assertThat(state.get("b")).isNull();
        assertThat(state.size()).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingWhenKeysOfALargeTableAreFetched() {
        int keys = 200_000;
        KeyedState state = partition.begin(at(1));
        for (int key = 0; key < keys; key++) {
            state.put(key, -key);
        }
        partition.fetch(
                IntStream.of(0, 7, keys - 1, keys, -1, Integer.MIN_VALUE).toArray(), 6);
        assertThat(state.size()).isEqualTo(keys);
        assertThat(IntStream.range(0, keys))
                .allMatch(key -> Integer.valueOf(-key).equals(state.get(key)));
        assertThat(state.get(keys)).isNull();
    }

    @Test
    void shouldUndoTheEarlierAttemptWhenATimeBeginsAgain() throws Exception {
        publish(1, "a", "x");
        partition.begin(at(2)).put("a", "lost");
        KeyedState retry = partition.begin(at(2));
        assertThat(retry.get("a")).isEqualTo("x");
        retry.put("b", "y");
        partition.finish();
        assertThat(view(2)).containsOnly(entry("a", "x"), entry("b", "y"));
    }

    @Test
    void shouldUndoAFinishedAttemptWhenATimeBeginsAgain() {
        write(1, "a", "x");
        assertThat(partition.begin(at(1)).get("a")).isNull();
    }

    @Test
    void shouldRefuseToBeginAFinalTime() {
        publish(2, "a", "x");
        assertThatIllegalStateException()
                .isThrownBy(() -> partition.begin(at(2)))
                .withMessageContaining("state 'counts', partition 3")
                .withMessageContaining("is final");
        assertThatIllegalStateException().isThrownBy(() -> partition.begin(at(1)));
    }

    @Test
    void shouldRefuseToBeginWhileAnotherTimeIsOpen() {
        partition.begin(at(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> partition.begin(at(2)))
                .withMessageContaining("had not ended");
    }

    @Test
    void shouldRefuseToFinishWhatWasNotBegun() {
        assertThatIllegalStateException().isThrownBy(partition::finish);
    }

    @Test
    void shouldRefuseUseOfTheStateAfterItsUpdate() {
        KeyedState state = partition.begin(at(1));
        partition.finish();
        assertThatIllegalStateException().isThrownBy(() -> state.put("a", "x")).withMessageContaining("has ended");
        assertThatIllegalStateException().isThrownBy(() -> state.get("a"));
        assertThatIllegalStateException().isThrownBy(() -> state.expire(1, (key, value) -> {}));
    }

    @Test
    void shouldKeepOlderVersionsReadableUntilTheyAreLetGo() throws Exception {
        publish(1, "a", "1");
        publish(2, "a", "2");
        write(3, "a", null);
        assertThat(view(1)).containsOnly(entry("a", "1"));
        assertThat(view(2)).containsOnly(entry("a", "2"));
        assertThat(view(3)).isEmpty();
        partition.retain(at(2));
        assertThat(view(2)).containsOnly(entry("a", "2"));
        assertThatIllegalStateException()
                .isThrownBy(() -> view(1))
                .withMessageContaining("1 ms cannot be read")
                .withMessageContaining("[2, 3]");
        assertThat(partition.has(at(1))).isFalse();
    }

    @Test
    void shouldRestoreValuesWhenAVersionIsUndone() throws Exception {
        publishAandB(1);
        KeyedState state = partition.begin(at(3));
        state.remove("a");
        state.put("b", "3");
        state.put("c", "3");
        partition.finish();
        partition.undo(at(3));
        write(4, "d", "4");
        assertThat(view(4)).containsOnly(entry("a", "1"), entry("b", "1"), entry("d", "4"));
    }

    @Test
    void shouldTakeBackWhatWasChangedInPlaceThoughAnotherValueCouldNotBeSetDown() throws Exception {
        StatePartition guarded = new StatePartition("lists", 3, new HeapPlace(Codecs.standard()));
        KeyedState first = guarded.begin(at(1));
        first.put("a", new ArrayList<>(List.of("a")));
        first.put("bad", new ArrayList<>(List.of("bad", new Object())));
        first.put("b", new ArrayList<>(List.of("b")));
        guarded.finish();
        guarded.publish(at(1));

        KeyedState second = guarded.begin(at(2));
        list(second, "a").add("x");
        assertThatThrownBy(() -> second.get("bad"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("key bad");
        list(second, "b").add("x");
        guarded.abort();

        Map<Object, Object> seen = new HashMap<>();
        guarded.view(at(1), seen::put);
        assertThat(seen).containsEntry("a", List.of("a")).containsEntry("b", List.of("b"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(KeyedState state, String key) {
        return (List<Object>) state.get(key);
    }

    @Test
    void shouldUndoAllTentativeVersionsFromATime() throws Exception {
        publish(1, "a", "1");
        write(2, "a", "2");
        write(3, "a", "3");
        write(4, "a", "4");
        partition.undo(at(3));
        assertThat(view(2)).containsOnly(entry("a", "2"));
        assertThat(partition.has(at(3))).isFalse();
        assertThat(partition.has(at(4))).isFalse();
    }

    @Test
    void shouldLeaveFinalVersionsWhenUndoing() throws Exception {
        publish(1, "a", "1");
        partition.undo(at(1));
        assertThat(view(1)).containsOnly(entry("a", "1"));
    }

    @Test
    void shouldKeepTentativeVersionsApartWhenRetained() throws Exception {
        publish(1, "a", "1");
        write(2, "a", "2");
        partition.retain(at(2));
        partition.undo(at(2));
        assertThat(view(1)).containsOnly(entry("a", "1"));
    }

    @Test
    void shouldLetGoAtTheEndOfAnUpdateWhenRetainedMeanwhile() throws Exception {
        publish(1, "a", "1");
        publish(2, "a", "2");
        KeyedState state = partition.begin(at(3));
        partition.retain(at(2));
        assertThat(view(1)).containsOnly(entry("a", "1"));
        state.put("a", "3");
        partition.abort();
        assertThat(partition.versions()).isEqualTo(1);
        assertThat(view(2)).containsOnly(entry("a", "2"));
    }

    @Test
    void shouldFailAViewWhoseVersionIsLetGoMeanwhile() {
        publishAandB(1);
        publish(2, "a", "2");
        assertThatIllegalStateException()
                .isThrownBy(() -> partition.view(at(1), (key, value) -> partition.retain(at(2))))
                .withMessageContaining("let go of while it was read");
    }

    @Test
    void shouldReadAViewPieceByPiece() throws Exception {
        KeyedState state = partition.begin(at(1));
        for (int i = 0; i < 100; i++) {
            state.put(i, "v" + i);
        }
        partition.finish();
        Input input = partition.view(at(1));
        Records records = new Records();
        assertThat(input.advance(records, 30)).isTrue();
        assertThat(records.taken).hasSize(30);
        while (input.advance(records, 30)) {
            assertThat(records.taken).hasSizeLessThanOrEqualTo(100);
        }
        assertThat(records.taken).hasSize(100).contains(new Tuple2<>(42, "v42")).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellWhatAVersionChanged() throws Exception {
        publishAandB(1);
        KeyedState state = partition.begin(at(3));
        state.put("c", "3");
        state.remove("a");
        state.touch("b");
        partition.finish();
        List<String> changes = new ArrayList<>();
        partition.changes(at(3), (key, value) -> changes.add(key + "=" + value));
        assertThat(changes).containsExactly("c=3", "a=null", "b=1");
        assertThat(partition.touched()).isEqualTo(3);
    }

    @Test
    void shouldNotTellChangesThatWereMergedAway() {
        publish(1, "a", "1");
        partition.retain(at(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> partition.changes(at(1), (key, value) -> {}))
                .withMessageContaining("merged away");
    }

    @Test
    void shouldRefuseANullValue() {
        KeyedState state = partition.begin(at(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.put("a", null))
                .withMessageContaining("java.lang.String");
    }

    @Test
    void shouldRefuseAKeyThatHashesByIdentity() {
        KeyedState state = partition.begin(at(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.get(new byte[] {1}))
                .withMessageContaining("byte[]");
    }

    @Test
    void shouldTakeTheNullKey() throws Exception {
        write(1, null, "x");
        assertThat(view(1)).containsOnly(entry(null, "x"));
        assertThat(partition.begin(at(2)).get(null)).isEqualTo("x");
    }

    @Test
    void shouldStopGoingThroughTheTableWhenInterrupted() {
        publish(1, "a", "1");
        KeyedState state = partition.begin(at(2));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> state.forEach((key, value) -> {})).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private void publish(long time, String key, @Nullable String value) {
        write(time, key, value);
        partition.publish(at(time));
    }

    private void publishAandB(long time) {
        KeyedState state = partition.begin(at(time));
        state.put("a", "1");
        state.put("b", "1");
        partition.finish();
        partition.publish(at(time));
    }

    private void write(long time, @Nullable String key, @Nullable String value) {
        KeyedState state = partition.begin(at(time));
        if (value == null) {
            state.remove(key);
        } else {
            state.put(key, value);
        }
        partition.finish();
    }

    private Map<Object, Object> view(long time) throws Exception {
        Map<Object, Object> view = new HashMap<>();
        partition.view(at(time), view::put);
        return view;
    }

    private static Time at(long time) {
        return new Time(time);
    }

    private static final class Records extends Stage {
        private final List<Object> taken = new ArrayList<>();

        @Override
        public void push(Object record) {
            taken.add(record);
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }
}
