// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static dev.shaduf.internal.graph.GraphRun.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookingBackTest {
    private final GraphRun run = new GraphRun();
    private final DStream<Integer> numbers = run.input(
            batch(1), batch(2), batch(3), batch(4), batch(5), batch(6), batch(7), batch(8), batch(9), batch(10));

    @AfterEach
    void close() {
        run.close();
    }

    private static Duration seconds(int seconds) {
        return Durations.seconds(seconds);
    }

    private static List<Time> times(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(GraphRun::time).toList();
    }

    private static List<Integer> all(List<? extends RDD<Integer>> rdds) {
        List<Integer> records = new ArrayList<>();
        rdds.forEach(rdd -> records.addAll(rdd.collect()));
        return records;
    }

    private static List<Time> remembered(Object stream) {
        return ((StreamHandle<?, ?, ?>) stream).node().remembered();
    }

    @Test
    void shouldSliceWithBothEndsIncluded() throws Exception {
        run.graph.remember(seconds(10));
        DStream<Integer> mapped = numbers.map(n -> n * 10);
        mapped.print(0);
        run.run(5);
        assertThat(all(mapped.slice(time(2), time(4)))).containsExactly(20, 30, 40);
    }

    @Test
    void shouldRoundTimesBetweenSlidesDown() throws Exception {
        run.graph.remember(seconds(10));
        DStream<Integer> windows = numbers.window(seconds(2), seconds(2));
        windows.print(0);
        run.run(6);
        assertThat(all(windows.slice(new Time(2_700), new Time(5_999)))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldSliceNothingBeforeTheFirstBatchAndAfterTheLast() throws Exception {
        numbers.print(0);
        run.run(1);
        assertThat(numbers.slice(new Time(-9_000), new Time(0))).isEmpty();
        assertThat(numbers.slice(time(2), time(900))).isEmpty();
        assertThat(numbers.slice(time(2), time(1))).isEmpty();
    }

    @Test
    void shouldNotSliceABatchThatIsPlannedOnly() throws Exception {
        numbers.print(0);
        run.run(1);
        run.plan();
        assertThat(all(numbers.slice(time(1), time(2)))).containsExactly(1);
    }

    @Test
    void shouldSliceAStreamThatNoOutputReads() throws Exception {
        DStream<Integer> unread = numbers.map(n -> -n);
        numbers.print(0);
        run.run(2);
        assertThat(all(unread.slice(time(2), time(2)))).containsExactly(-2);
    }

    @Test
    void shouldSliceStatesOfOlderBatchesAsTheyWere() throws Exception {
        run.graph.remember(seconds(4));
        PairDStream<String, Integer> state = numbers.mapToPair(n -> pair("k", n))
                .updateStateByKey((values, old) -> Optional.of(
                        old.orElse(0) + values.stream().mapToInt(v -> v).sum()));
        state.print(0);
        run.run(5);
        List<Integer> values = new ArrayList<>();
        state.slice(time(1), time(5)).forEach(rdd -> values.addAll(rdd.values().collect()));
        assertThat(values).containsExactly(1 + 2, 1 + 2 + 3, 1 + 2 + 3 + 4, 1 + 2 + 3 + 4 + 5);
    }

    @Test
    void shouldSliceFromWithinAnOutput() throws Exception {
        List<Integer> seen = new ArrayList<>();
        run.graph.remember(seconds(3));
        numbers.foreachRDD((rdd, time) -> seen.addAll(all(numbers.slice(time.minus(seconds(1)), time))));
        run.run(2);
        assertThat(seen).containsExactly(1, 1, 2);
    }

    @Test
    void shouldRememberAsLongAsWindowsOverWindowsNeed() throws Exception {
        DStream<Integer> mapped = numbers.map(n -> n);
        DStream<Integer> first = mapped.window(seconds(2), seconds(1));
        DStream<Integer> second = first.window(seconds(4), seconds(2));
        second.print(0);
        run.run(10);
        assertThat(remembered(second)).isEqualTo(List.of(time(10)));
        assertThat(remembered(first)).isEqualTo(times(5, 10));
        assertThat(remembered(mapped)).isEqualTo(times(3, 10));
        assertThat(remembered(numbers)).isEqualTo(times(3, 10));
        assertThat(run.graph.oldestNeeded(time(10))).isEqualTo(time(2).plus(new Duration(1)));
    }

    @Test
    void shouldRememberOneSlideAtLeast() throws Exception {
        numbers.print(0);
        run.run(3);
        assertThat(remembered(numbers)).isEqualTo(List.of(time(3)));
    }

    @Test
    void shouldRememberWhatTheProgramAsksFor() throws Exception {
        run.graph.remember(seconds(4));
        DStream<Integer> mapped = numbers.map(n -> n);
        mapped.print(0);
        run.run(8);
        assertThat(remembered(mapped)).isEqualTo(times(5, 8));
    }

    @Test
    void shouldMissNoBatchOfAnyWindow() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(numbers.window(seconds(4), seconds(2)).map(n -> n).window(seconds(4), seconds(4)));
        run.run(8);
        assertThat(out.get(4)).containsExactly(1, 2, 1, 2, 3, 4);
        assertThat(out.get(8)).containsExactly(3, 4, 5, 6, 5, 6, 7, 8);
    }

    @Test
    void shouldForgetWhatItPersistedOnceNothingNeedsIt() throws Exception {
        List<RDD<Integer>> rdds = new ArrayList<>();
        numbers.map(n -> n).persist(StorageLevel.MEMORY_ONLY).foreachRDD(rdd -> {
            rdds.add(rdd);
        });
        run.run(3);
        assertThat(rdds).extracting(rdd -> rdd.getStorageLevel().keeps()).containsExactly(false, false, true);
    }

    @Test
    void shouldKeepWhatItPersistedWhenToldSo() throws Exception {
        List<RDD<Integer>> rdds = new ArrayList<>();
        run.graph.unpersists(false);
        numbers.cache().foreachRDD(rdd -> {
            rdds.add(rdd);
        });
        run.run(3);
        assertThat(rdds).allMatch(rdd -> rdd.getStorageLevel().keeps());
    }

    @Test
    void shouldForgetEverythingAtTheStop() throws Exception {
        run.graph.remember(seconds(60));
        numbers.print(0);
        run.run(3);
        run.graph.stop();
        assertThat(remembered(numbers)).isEmpty();
    }

    @Test
    void shouldBuildABatchAnewAfterItWasDiscarded() throws Exception {
        List<RDD<Integer>> rdds = new ArrayList<>();
        numbers.map(n -> n).foreachRDD(rdd -> {
            rdds.add(rdd);
        });
        run.plan();
        run.attempt(1);
        run.undo();
        run.attempt(2);
        assertThat(rdds).hasSize(2);
        assertThat(rdds.get(1)).isNotSameAs(rdds.get(0));
        assertThat(rdds.get(1).collect()).containsExactly(1);
    }

    @Test
    void shouldReachAsFarAsWindowsBehindOneAnother() {
        numbers.window(seconds(3)).window(seconds(4));
        run.start();
        assertThat(run.graph.reach()).isEqualTo(seconds(7));
        assertThat(run.graph.needsEveryTime()).isTrue();
    }

    @Test
    void shouldNeedNoPassedOverTimesWithoutWindowsAndStatesOfEveryBatch() {
        numbers.mapToPair(n -> pair(n, n))
                .mapWithState(
                        dev.shaduf.dstream.StateSpec.<Integer, Integer, Integer, Integer>function((k, v, s) -> 0));
        run.start();
        assertThat(run.graph.needsEveryTime()).isFalse();
        assertThat(run.graph.reach()).isEqualTo(seconds(0));
    }
}
