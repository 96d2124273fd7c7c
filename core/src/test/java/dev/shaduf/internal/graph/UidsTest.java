// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UidsTest {
    private final GraphRun run = new GraphRun();
    private final DStream<String> words = run.input(batch("a"));

    @AfterEach
    void close() {
        run.close();
    }

    private static Optional<Integer> count(List<Integer> values, Optional<Integer> state) {
        return Optional.of(state.orElse(0) + values.size());
    }

    private List<String> states() throws Exception {
        run.plan();
        return run.graph.updates(run.time()).stream().map(StateUpdateNode::uid).toList();
    }

    @Test
    void shouldNameStatesByTheirInputAndTheStatesBeforeThem() throws Exception {
        words.filter(word -> true)
                .mapToPair(word -> pair(word, 1))
                .reduceByKey(Integer::sum)
                .reduceByKeyAndWindow(Integer::sum, Durations.seconds(7))
                .mapValues(n -> n)
                .updateStateByKey(UidsTest::count);
        assertThat(states())
                .containsExactly("input-0.reduceByKeyAndWindow", "input-0.reduceByKeyAndWindow.updateStateByKey");
    }

    @Test
    void shouldTakeTheUidsThatTheProgramGives() throws Exception {
        words.uid("words")
                .countByWindow(Durations.seconds(2), Durations.seconds(1))
                .uid("total");
        words.mapToPair(word -> pair(word, 1)).uid("narrow").updateStateByKey(UidsTest::count);
        assertThat(states()).containsExactly("total", "words.updateStateByKey");
        assertThat(run.graph.inputs().get(0).uid()).isEqualTo("words");
    }

    @Test
    void shouldContinueAPathBehindAGivenUid() throws Exception {
        words.mapToPair(word -> pair(word, 1))
                .updateStateByKey(UidsTest::count)
                .uid("sessions")
                .updateStateByKey(UidsTest::count);
        assertThat(states()).containsExactly("sessions", "sessions.updateStateByKey");
    }

    @Test
    void shouldNameWhatComesFromSeveralInputsByAllOfThem() throws Exception {
        words.union(run.input(batch("b"))).countByWindow(Durations.seconds(2), Durations.seconds(1));
        assertThat(states()).containsExactly("input-0+input-1.countByWindow");
    }

    @Test
    void shouldTellEqualNamesApartByTheirOrderAndReportThem() throws Exception {
        PairDStream<String, Integer> pairs = words.mapToPair(word -> pair(word, 1));
        pairs.updateStateByKey(UidsTest::count);
        pairs.updateStateByKey(UidsTest::count);
        assertThat(run.graph.ambiguousUids())
                .singleElement()
                .asString()
                .contains("updateStateByKey at UidsTest.java:", " and updateStateByKey at", "give one of them a uid");
        assertThat(states()).containsExactly("input-0.updateStateByKey", "input-0.updateStateByKey-2");
    }

    @Test
    void shouldReportNothingOnceOneOfTwoHasAUid() {
        PairDStream<String, Integer> pairs = words.mapToPair(word -> pair(word, 1));
        pairs.updateStateByKey(UidsTest::count).uid("one");
        pairs.updateStateByKey(UidsTest::count);
        assertThat(run.graph.ambiguousUids()).isEmpty();
    }

    @Test
    void shouldNeverDeriveAUidThatIsGivenElsewhere() throws Exception {
        run.input(batch("b")).uid("input-0").countByWindow(Durations.seconds(2), Durations.seconds(1));
        words.countByWindow(Durations.seconds(2), Durations.seconds(1));
        assertThat(run.graph.faults()).anyMatch(fault -> fault.contains("input-0"));
    }

    @Test
    void shouldHaveEveryCountThatIsNotFixedInTheLayout() {
        PairDStream<String, Integer> pairs = words.mapToPair(word -> pair(word, 1));
        pairs.reduceByKey(Integer::sum);
        pairs.groupByKey(7);
        pairs.reduceByKey(Integer::sum, 5);
        pairs.updateStateByKey(UidsTest::count).uid("state");
        words.repartition(9).count();
        run.start();
        assertThat(run.graph.layout().partitions())
                .isEqualTo(Map.of(
                        "input-0.reduceByKey", 2,
                        "input-0.groupByKey", 7,
                        "input-0.reduceByKey-2", 5,
                        "state", 2,
                        "input-0.repartition", 9));
    }

    @Test
    void shouldRunABatchWithTheLayoutThatItWasPlannedWith() throws Exception {
        PairDStream<String, Integer> pairs = words.mapToPair(word -> pair(word, 1));
        var reduced = run.collect(pairs.reduceByKey(Integer::sum).glom());
        var dealt = run.collect(words.repartition(9).glom());
        run.plan(layout -> new Layout(Map.of("input-0.reduceByKey", 5, "input-0.repartition", 4)));
        run.attempt(1);
        assertThat(reduced.get(1)).hasSize(5);
        assertThat(dealt.get(1)).hasSize(4);
    }

    @Test
    void shouldUseThePartitionsOfTheProgramForOperatorsThatALayoutDoesNotKnow() throws Exception {
        var reduced = run.collect(words.mapToPair(word -> pair(word, 1))
                .reduceByKey(Integer::sum, 3)
                .glom());
        run.plan(layout -> new Layout(Map.of()));
        run.attempt(1);
        assertThat(reduced.get(1)).hasSize(3);
    }
}
