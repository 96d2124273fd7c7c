// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TransformTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    private DStream<Integer> numbers() {
        return run.input(batch(3, 1, 2), batch(4));
    }

    private PairDStream<Integer, String> pairs() {
        return run.pairs(batch(pair(2, "b"), pair(1, "a")));
    }

    @Test
    void shouldTransformEachBatch() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().transform(rdd -> rdd.sortBy(n -> n, true, 1)));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(1, 2, 3), 2, List.of(4)));
    }

    @Test
    void shouldGiveTheBatchTimeToATransformation() throws Exception {
        Map<Integer, List<Long>> out =
                run.collect(numbers().<Long>transform((rdd, time) -> rdd.map(n -> n * time.milliseconds())));
        run.run(2);
        assertThat(out.get(2)).containsExactly(8_000L);
    }

    @Test
    void shouldTransformToPairs() throws Exception {
        Map<Integer, Map<Integer, Integer>> out = run.collectMaps(numbers()
                .<Integer, Integer>transformToPair(rdd -> rdd.mapToPair(n -> pair(n, n * n)))
                .<Integer, Integer>transformToPair((rdd, time) -> rdd.mapValues(v -> v + 1)));
        run.run(1);
        assertThat(out.get(1)).isEqualTo(Map.of(1, 2, 2, 5, 3, 10));
    }

    @Test
    void shouldTransformPairs() throws Exception {
        Map<Integer, List<String>> out =
                run.collect(pairs().<String>transform(rdd -> rdd.sortByKey().values()));
        run.run(1);
        assertThat(out.get(1)).containsExactly("a", "b");
    }

    @Test
    void shouldRunAgainForEveryBatchAndMayRunJobsOfItsOwn() throws Exception {
        Map<Integer, List<Long>> out = run.collect(numbers().<Long>transform(rdd -> {
            long count = rdd.count();
            return rdd.context().parallelize(List.of(count));
        }));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(3L), 2, List.of(1L)));
    }

    @Test
    void shouldTransformWithAnotherStreamOfEitherKind() throws Exception {
        DStream<Integer> numbers = numbers();
        PairDStream<Integer, String> pairs = pairs();
        Map<Integer, List<Integer>> values =
                run.collect(numbers.<Integer, Integer>transformWith(numbers(), (a, b, time) -> a.union(b)));
        Map<Integer, List<String>> withPairs =
                run.collect(numbers.<Integer, String, String>transformWith(pairs, (a, b, time) -> b.values()));
        Map<Integer, Map<Integer, Tuple2<Integer, String>>> toPair =
                run.collectMaps(numbers.<Integer, String, Integer, Tuple2<Integer, String>>transformWithToPair(
                        pairs, (a, b, time) -> a.mapToPair(n -> pair(n, n * 10)).join(b)));
        Map<Integer, List<Integer>> fromPairs =
                run.collect(pairs.<Integer, Integer>transformWith(numbers, (a, b, time) -> b));
        Map<Integer, Map<Integer, Long>> counted = run.collectMaps(numbers.<Integer, Integer, Long>transformWithToPair(
                numbers(), (a, b, time) -> a.mapToPair(n -> pair(n, time.milliseconds()))));
        run.run(1);
        assertThat(values.get(1)).containsExactly(3, 1, 2, 3, 1, 2);
        assertThat(withPairs.get(1)).containsExactly("b", "a");
        assertThat(toPair.get(1)).isEqualTo(Map.of(1, pair(10, "a"), 2, pair(20, "b")));
        assertThat(fromPairs.get(1)).containsExactly(3, 1, 2);
        assertThat(counted.get(1)).isEqualTo(Map.of(1, 1_000L, 2, 1_000L, 3, 1_000L));
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldTransformManyStreamsInTheOrderOfTheList() throws Exception {
        List<DStream<Integer>> streams = List.of(run.input(batch(1)), run.input(batch(2)), run.input(batch(3)));
        Map<Integer, List<Integer>> out = run.collect(run.graph
                .streams()
                .<Integer>transform(
                        streams, (rdds, time) -> ((RDD<Integer>) rdds.get(2)).union((RDD<Integer>) rdds.get(0))));
        Map<Integer, Map<Integer, Integer>> pairs = run.collectMaps(run.graph
                .streams()
                .<Integer, Integer>transformToPair(
                        streams, (rdds, time) -> ((RDD<Integer>) rdds.get(1)).mapToPair(n -> pair(n, rdds.size()))));
        run.run(1);
        assertThat(out.get(1)).containsExactly(3, 1);
        assertThat(pairs.get(1)).isEqualTo(Map.of(2, 3));
    }

    @Test
    void shouldNameTheOperatorWhenAFunctionReturnsNull() throws Exception {
        run.collect(numbers().<Integer>transform(rdd -> null));
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("transform at TransformTest.java:")
                .hasMessageContaining("returned null")
                .hasMessageContaining("emptyRDD()");
    }

    @Test
    void shouldNameTheOperatorWhenAFunctionThrows() throws Exception {
        run.collect(numbers().<Integer>transform(rdd -> {
            throw new java.io.IOException("no side data");
        }));
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("transform at TransformTest.java:")
                .hasRootCauseMessage("no side data");
    }

    @Test
    void shouldLeaveAnRddThatTheProgramPersistedAlone() throws Exception {
        RDD<Integer> side = run.context.parallelize(List.of(1, 2)).cache();
        run.collect(numbers().<Integer>transform(rdd -> side));
        run.run(4);
        assertThat(side.getStorageLevel().keeps()).isTrue();
    }

    @Test
    @Timeout(20)
    void shouldStopEvenIfAFunctionOnTheDriverNeverEnds() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        run.collect(numbers().<Integer>transform(rdd -> {
            inside.countDown();
            release.await();
            return rdd;
        }));
        run.plan();
        FutureTask<Void> attempt = new FutureTask<>(() -> {
            run.attempt(1);
            return null;
        });
        Thread thread = new Thread(attempt, "blocked-transform");
        thread.start();
        inside.await();
        run.graph.stop();
        assertThat(attempt.isDone()).isFalse();
        release.countDown();
        thread.join();
    }
}
