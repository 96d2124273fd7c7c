// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has changed between two runs: goes on with its state, or is refused by name. */
class ChangedProgramTest {
    private static final int MOST = 5;

    @TempDir
    Path temp;

    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(temp);
    }

    @Test
    void shouldGoOnWhenOutputsFiltersAndStatesAreAdded() throws Exception {
        story.run(of(Story.Program::totals), 3);
        story.run(
                of(program -> {
                    program.mapped();
                    program.records();
                    program.numbers().filter(n -> n > 0).print();
                    program.totals();
                }),
                2);

        assertThat(Story.said(story.totals)).containsEntry(5L, "(A,5) (B,5) (C,5)");
        assertThat(Story.said(story.mapped)).containsEntry(4L, "(A,1) (B,1) (B,2) (C,1)");
    }

    @Test
    void shouldKeepAStateUnderItsUidWhereverItStandsAndWhateverTheRates() throws Exception {
        story.run(of(Story.Program::totals), 3);
        story.run(
                of(program -> program.numbers()
                                .filter(n -> n >= 0)
                                .mapToPair(n -> new Tuple2<>(Story.Key.values()[n % Story.Key.values().length], 1L))
                                .<Long>updateStateByKey((values, state) -> Optional.of(state.orElse(0L)
                                        + values.stream().mapToLong(v -> v).sum()))
                                .uid("totals")
                                .sinkTo(story.totals)
                                .uid("totals-out"))
                        .with(Map.of("shaduf.backpressure.initial.rate", "77")),
                2);

        assertThat(Story.said(story.totals)).containsEntry(5L, "(A,5) (B,5) (C,5)");
    }

    @Test
    void shouldRefuseByNameWhenAStateIsRemoved() throws Exception {
        story.run(of(Story.Program::totals), 2);

        assertThat(story.refusal(of(Story.Program::records)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("uid 'totals'")
                .hasMessageContaining("updateStateByKey at Story.java:")
                .hasMessageContaining(".uid(\"totals\")")
                .hasMessageContaining("shaduf.state.drop=totals");
    }

    @Test
    void shouldRefuseByNameWhenAStateIsOfAnotherKind() throws Exception {
        story.run(of(Story.Program::totals), 2);

        assertThat(story.refusal(of(program -> program.pairs()
                        .reduceByKeyAndWindow(Long::sum, Durations.seconds(2))
                        .uid("totals")
                        .print())))
                .hasMessageContaining("uid 'totals'")
                .hasMessageContaining("a reduceByKeyAndWindow")
                .hasMessageContaining("shaduf.state.drop=totals");
    }

    @Test
    void shouldDropAStateOnceWhenTold() throws Exception {
        story.run(of(Story.Program::totals), 2);
        story.run(of(Story.Program::totals).with(Map.of("shaduf.state.drop", "totals")), 2);
        story.run(of(Story.Program::totals), 1);

        assertThat(Story.said(story.totals))
                .containsEntry(2L, "(A,1) (B,1) (C,1)")
                .containsEntry(3L, "(A,1) (B,1) (C,1)")
                .containsEntry(5L, "(A,4) (B,4) (C,4)");
    }

    @Test
    void shouldRefuseToDropWhatIsNotThere() throws Exception {
        story.run(of(Story.Program::totals), 1);

        assertThat(story.refusal(of(Story.Program::totals).with(Map.of("shaduf.state.drop", "total"))))
                .hasMessageContaining("'total', which is no state of this directory; it has [totals]");
    }

    @Test
    void shouldNameAllFaultsAtOnce() throws Exception {
        story.runUntil(of(Story.Program::all), BatchStep.UPDATED, 2, MOST);

        Throwable refusal = story.refusal(of(program -> {
            program.numbers().uid("other");
            program.records();
        }));
        assertThat(((ConfigurationException) refusal).faults())
                .hasSize(5)
                .anySatisfy(fault -> assertThat(fault).contains("uid 'totals'"))
                .anySatisfy(fault -> assertThat(fault).contains("uid 'sliding'"))
                .anySatisfy(fault -> assertThat(fault).contains("uid 'reduced'"))
                .anySatisfy(fault -> assertThat(fault).contains("uid 'mapped'"))
                .anySatisfy(fault -> assertThat(fault)
                        .contains("the input with uid 'input-0' (memory(story), stream at Story.java:")
                        .contains("batches [2] in flight")
                        .contains("shaduf.input.drop=input-0"));
    }

    @Test
    void shouldGoOnWithAnotherBatchInterval() throws Exception {
        story.runUntil(of(Story.Program::totals), BatchStep.PREPARED, 3, MOST);
        story.run(of(Story.Program::totals).every(Durations.seconds(2)), 2);

        assertThat(Story.said(story.totals))
                .containsEntry(3L, "(A,2) (B,2) (C,2)")
                .containsEntry(4L, "(A,3) (B,4) (C,3)")
                .containsEntry(6L, "(A,5) (B,5) (C,5)");
    }

    @Test
    void shouldRefuseAnIntervalThatWindowsCannotMeet() throws Exception {
        story.clock.advance(Durations.seconds(1));
        story.run(of(ChangedProgramTest::window), 2);

        assertThat(story.refusal(of(ChangedProgramTest::window).every(Durations.seconds(2))))
                .hasMessageContaining("the batch interval was 1000 ms and is 2000 ms now")
                .hasMessageContaining("choose an interval that divides 1000 ms");
    }

    private static void window(Story.Program program) {
        program.numbers().window(Durations.seconds(4), Durations.seconds(4)).print();
    }

    @Test
    void shouldRefuseAWindowOverResultsOfAStateAndAcceptAPartialOne() throws Exception {
        Story.Run run = of(program -> program.pairs()
                .<Long>updateStateByKey((values, state) -> Optional.of(
                        state.orElse(0L) + values.stream().mapToLong(v -> v).sum()))
                .uid("sums")
                .window(Durations.seconds(3))
                .count()
                .sinkTo(program.story().window)
                .uid("window-out"));
        story.run(run, 3);

        assertThat(story.refusal(run))
                .hasMessageContaining("window at ChangedProgramTest.java:")
                .hasMessageContaining("past results of the state with uid 'sums'")
                .hasMessageContaining("shaduf.window.recovery=partial");

        story.run(run.with(Map.of("shaduf.window.recovery", "partial")), 2);
        assertThat(Story.said(story.window))
                .containsEntry(3L, "7")
                .containsEntry(4L, "3")
                .containsEntry(5L, "6");
    }

    @Test
    void shouldRefuseAWindowWhoseSourceCannotReadAgain() throws Exception {
        story.run(of(Story.Program::windows), 3);
        story.source.forgetPast();

        assertThat(story.refusal(of(Story.Program::windows)))
                .hasMessageContaining("what input 'input-0' gave to batches [2, 3], which it cannot read again");

        story.run(of(Story.Program::windows).with(Map.of("shaduf.window.recovery", "partial")), 1);
        assertThat(Story.said(story.window)).containsEntry(3L, "6").containsEntry(4L, "4");
    }

    @Test
    void shouldAskASinkThatMayHoldAPartWhenTheGraphAboveItHasChanged() throws Exception {
        UnsureSink<Integer> sink = new UnsureSink<>(story.records);
        Story.Run before = of(program -> program.numbers().sinkTo(sink).uid("out"));
        Story.Run after =
                of(program -> program.numbers().map(n -> -n).sinkTo(sink).uid("out"));
        story.runUntil(before, BatchStep.PREPARED, 2, MOST);

        assertThat(story.refusal(after))
                .hasMessageContaining("batch 2 (time 1000000002000 ms")
                .hasMessageContaining("output 'out'")
                .hasMessageContaining("shaduf.output.half.committed=write or skip");

        story.run(after.with(Map.of("shaduf.output.half.committed", "skip")), 1);
        assertThat(Story.said(story.records)).containsOnly(Map.entry(1L, "1000"), Map.entry(3L, "-3000 -3001 -3002"));
    }

    @Test
    void shouldRefuseWhenASinkHasLostItsMarkOfABatchInFlight() throws Exception {
        UnsureSink<Integer> sink = new UnsureSink<>(story.records);
        Story.Run run = of(program -> program.numbers().sinkTo(sink).uid("out"));
        story.runUntil(run, BatchStep.PREPARED, 2, MOST);

        assertThat(story.refusal(run))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("batch 2 (time 1000000002000 ms")
                .hasMessageContaining("output 'out'")
                .hasMessageContaining("its sink unsure collect(records) cannot tell any more whether it has the batch")
                .hasMessageContaining("shaduf.output.half.committed=write (it has not) or skip (it has)");

        story.run(run.with(Map.of("shaduf.output.half.committed", "write")), 1);
        assertThat(Story.said(story.records)).containsOnlyKeys(1L, 2L, 3L);
    }

    @Test
    void shouldNotAskASinkThatIsNewAboutABatchInFlight() throws Exception {
        story.runUntil(of(Story.Program::totals), BatchStep.PREPARED, 2, MOST);
        UnsureSink<Integer> sink = new UnsureSink<>(story.records);

        story.run(
                of(program -> {
                    program.totals();
                    program.numbers().sinkTo(sink).uid("out");
                }),
                1);

        assertThat(Story.said(story.records)).containsOnlyKeys(2L, 3L);
    }

    @Test
    void shouldRefuseStatesThatOnlyTheirOrderTellsApart() {
        assertThat(story.refusal(of(program -> {
                    program.pairs()
                            .updateStateByKey((values, state) -> Optional.of(1))
                            .print();
                    program.pairs()
                            .updateStateByKey((values, state) -> Optional.of(2))
                            .print();
                })))
                .hasMessageContaining("both have the derived uid 'input-0.updateStateByKey': give one of them a uid");
    }

    private static Story.Run of(Consumer<Story.Program> describe) {
        return Story.Run.usual().describedBy(describe);
    }
}
