// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches that one run skipped, and a later one replays. */
@Timeout(60)
class SkippedOverRestartTest {
    private final MemorySource<String> words = new MemorySource<>("words");
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path directory;

    private StreamHarness harness(boolean replays) {
        return StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", directory.toString())
                .conf("shaduf.batch.failure", "skip")
                .conf("shaduf.batch.attempts", "1")
                .conf("shaduf.replay.skipped", String.valueOf(replays))
                .build();
    }

    private CollectingSink<Integer> describe(StreamHarness harness, Function<String, Integer> parse) {
        return harness.collect(harness.stream(words).uid("words").map(parse));
    }

    private void skipTheSecondBatch() throws Exception {
        words.add(List.of("1")).add(List.of("x")).add(List.of("3"));
        try (StreamHarness harness = harness(false)) {
            describe(harness, Integer::valueOf);
            harness.runBatches(3);
        }
    }

    @Test
    void shouldKeepTheListOverARestart() throws Exception {
        skipTheSecondBatch();

        try (StreamHarness harness = harness(false)) {
            describe(harness, Integer::valueOf);
            harness.start();

            assertThat(harness.context().skipped())
                    .extracting(SkippedBatch::inputs)
                    .singleElement()
                    .asString()
                    .contains("words");
        }
    }

    @Test
    void shouldRefuseByNameToReplayBehindAStateAndGoOn() throws Exception {
        words.add(List.of("1")).add(List.of("x")).add(List.of("3"));
        try (StreamHarness harness = harness(false)) {
            describeLast(harness, Integer::valueOf);
            harness.runBatches(2);
        }

        try (StreamHarness harness = harness(true)) {
            CollectingSink<Integer> last = describeLast(harness, Integer::valueOf);
            harness.runBatches(1);

            assertThat(last.records()).containsExactly(3);
            assertThat(harness.context().skipped())
                    .singleElement()
                    .satisfies(batch -> assertThat(batch.outputs())
                            .singleElement()
                            .satisfies(output -> assertThat(output.refusal()).contains("uid 'last'")));
        }
    }

    @Test
    void shouldLeaveAStateAsItWasForAValueThatCannotBeWrittenAndSaySo() throws Exception {
        words.add(List.of("1")).add(List.of("x")).add(List.of("3"));
        try (StreamHarness harness = harness(false)) {
            CollectingSink<String> values = describeValues(harness);
            harness.runBatches(2);

            assertThat(values.records()).containsExactly("[1]");
            assertThat(harness.context().skipped()).singleElement().satisfies(batch -> {
                assertThat(batch.states()).singleElement().satisfies(state -> {
                    assertThat(state.uid()).isEqualTo("values");
                    assertThat(state.error()).contains("the state of key last cannot be written");
                });
                assertThat(batch.outputs()).hasSize(1);
            });
        }

        try (StreamHarness harness = harness(false)) {
            CollectingSink<String> values = describeValues(harness);
            harness.runBatches(1);

            assertThat(values.records()).containsExactly("[1, 3]");
        }
    }

    /** A state that keeps numbers, and something that no codec knows for a word that is none. */
    private CollectingSink<String> describeValues(StreamHarness harness) {
        return harness.collect(harness.stream(words)
                .uid("words")
                .mapToPair(word -> new Tuple2<>("last", word))
                .<List<Object>>updateStateByKey((all, old) -> {
                    List<Object> values = new ArrayList<>(old.orElse(List.of()));
                    all.forEach(word -> values.add(word.equals("x") ? new Object() : Integer.valueOf(word)));
                    return Optional.of(values);
                })
                .uid("values")
                .map(last -> last._2().toString()));
    }

    /** A state that keeps the last word, and an output behind it that fails for one that is no number. */
    private CollectingSink<Integer> describeLast(StreamHarness harness, Function<String, Integer> parse) {
        return harness.collect(harness.stream(words)
                .uid("words")
                .mapToPair(word -> new Tuple2<>("last", word))
                .<String>updateStateByKey((all, old) -> all.isEmpty() ? old : Optional.of(all.get(0)))
                .uid("last")
                .map(last -> parse.call(last._2())));
    }

    @Test
    void shouldReplayWithAProgramThatHasBeenMended() throws Exception {
        skipTheSecondBatch();
        words.add(List.of("4"));

        try (StreamHarness harness = harness(true)) {
            CollectingSink<Integer> sink = describe(harness, word -> word.equals("x") ? 2 : Integer.valueOf(word));
            harness.runBatches(2);

            assertThat(sink.records()).contains(2, 4).doesNotContain(1, 3);
            assertThat(harness.context().skipped()).isEmpty();
        }
    }
}
