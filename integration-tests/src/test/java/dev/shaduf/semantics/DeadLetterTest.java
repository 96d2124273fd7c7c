// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.DStream;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Records that are set aside instead of failing their batch. */
@SemanticsTest
class DeadLetterTest {
    private final CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");

    private static List<String> records(CollectingSink<DeadLetter> letters) {
        return letters.records().stream().map(DeadLetter::record).toList();
    }

    @Test
    void shouldSetAsideARecordThatTheFunctionThrowsFor(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                words(harness, "1 x 2", "3").map(Integer::valueOf).uid("parse").deadLetters(letters));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("1 2", "3");
        assertThat(letters.records()).singleElement().satisfies(letter -> {
            assertThat(letter.record()).isEqualTo("x");
            assertThat(letter.operator()).isEqualTo("parse");
            assertThat(letter.place()).startsWith("map at DeadLetterTest.java:");
            assertThat(letter.time()).isEqualTo(Semantics.batch(1));
            assertThat(letter.error()).contains("NumberFormatException");
            assertThat(letter.index()).isZero();
        });
    }

    @Test
    void shouldWriteNoLettersForABatchWithoutAny(StreamHarness harness) throws Exception {
        harness.collect(words(harness, "1", "x", "2").map(Integer::valueOf).deadLetters(letters));

        harness.runBatches(3);

        assertThat(letters.batches()).hasSize(1);
    }

    @Test
    void shouldHandOnNothingOfARecordThatIsSetAside(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "1,2 3,x,4")
                .flatMap(word ->
                        List.of(word.split(",")).stream().map(Integer::valueOf).iterator())
                .deadLetters(letters));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("1 2");
        assertThat(records(letters)).containsExactly("3,x,4");
    }

    @Test
    void shouldWriteALetterOnceForSeveralOutputs(StreamHarness harness) throws Exception {
        DStream<Integer> numbers =
                words(harness, "1 x 2 y").map(Integer::valueOf).deadLetters(letters);
        harness.collect(numbers);
        harness.collect(numbers.map(x -> x + 1));
        harness.collect(numbers.count());

        harness.runBatches(1);

        assertThat(records(letters)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void shouldKeepTheLettersOfAnOutputThatIsNotRunAgain(StreamHarness harness) throws Exception {
        Fault fault = new Fault();
        harness.collect(words(harness, "1 x").map(Integer::valueOf).deadLetters(letters));
        harness.collect(words(harness, "a").map(fault::pass));
        fault.arm();

        harness.runBatches(1);

        assertThat(fault.thrown()).isOne();
        assertThat(records(letters)).containsExactly("x");
    }

    @Test
    void shouldDropTheLettersOfAnAttemptThatFailed(StreamHarness harness) throws Exception {
        Fault unreachable = new Fault();
        Fault later = new Fault();
        var sink = harness.collect(words(harness, "a b")
                .map(unreachable::pass)
                .deadLetters(letters)
                .map(later::pass));
        unreachable.arm();
        later.arm();

        harness.runBatches(1);

        assertThat(later.thrown()).isOne();
        assertThat(said(sink)).containsExactly("a b");
        assertThat(letters.records()).isEmpty();
    }

    @Test
    void shouldFailTheBatchWhereAStepBehindThrows(StreamHarness harness) {
        harness.collect(
                words(harness, "1 x").map(Integer::valueOf).deadLetters(letters).map(x -> 1 / (x - 1)));

        assertThatThrownBy(() -> harness.runBatches(1)).hasStackTraceContaining("/ by zero");
        assertThat(letters.records()).isEmpty();
    }

    @Test
    void shouldFailATaskThatSetsAsideTooManyRecords() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .master(Semantics.MASTER)
                .conf("shaduf.dead.letters.max", "2")
                .build()) {
            harness.collect(words(harness, "a b c d e f").map(Integer::valueOf).deadLetters(letters));

            assertThatThrownBy(() -> harness.runBatches(1)).hasStackTraceContaining("shaduf.dead.letters.max");
        }
    }

    @Test
    void shouldHandLettersToAFunction(StreamHarness harness) throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        harness.collect(
                words(harness, "1 x").map(Integer::valueOf).deadLetters(letter -> handled.add(letter.record())));

        harness.runBatches(1);

        assertThat(handled).containsExactly("x");
    }

    @Test
    void shouldNotSetARecordAsideAgainWhenAWindowReadsIt(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "1 x", "2", "3")
                .map(Integer::valueOf)
                .deadLetters(letters)
                .window(Semantics.seconds(3)));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("1", "1 2", "1 2 3");
        assertThat(records(letters)).containsExactly("x");
    }

    @Test
    void shouldRefuseAnOperationThatDoesNotHandleRecordsOneByOne(StreamHarness harness) {
        assertThatThrownBy(() -> words(harness, "a").count().deadLetters(letters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count at DeadLetterTest.java")
                .hasMessageContaining("map, flatMap, filter");
    }
}
