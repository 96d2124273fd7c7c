// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserErrorsTest {
    @AutoClose
    private static final ShadufContext CONTEXT = Plans.context();

    private static final RDD<Integer> NUMBERS = CONTEXT.parallelize(List.of(1, 2, 3, 4), 2);
    private static final PairRDD<Integer, Integer> PAIRS = NUMBERS.keyBy(x -> x % 2);

    private static <T> T fail() throws IOException {
        throw new IOException("disk on fire");
    }

    private static Arguments of(String operator, Supplier<?> action) {
        return Arguments.of(operator, action);
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                of("map", () -> NUMBERS.map(x -> fail()).collect()),
                of(
                        "flatMap",
                        () -> NUMBERS.flatMap(x -> UserErrorsTest.<Iterator<Integer>>fail())
                                .collect()),
                of("flatMap", () -> NUMBERS.flatMap(x -> failingIterator()).collect()),
                of("filter", () -> NUMBERS.filter(x -> fail()).collect()),
                of(
                        "mapToPair",
                        () -> NUMBERS.mapToPair(x -> UserErrorsTest.<Tuple2<Integer, Integer>>fail())
                                .collect()),
                of(
                        "flatMapToPair",
                        () -> NUMBERS.flatMapToPair(x -> UserErrorsTest.<Iterator<Tuple2<Integer, Integer>>>fail())
                                .collect()),
                of(
                        "mapPartitions",
                        () -> NUMBERS.mapPartitions(x -> UserErrorsTest.<Iterator<Integer>>fail())
                                .collect()),
                of(
                        "mapPartitions",
                        () -> NUMBERS.mapPartitions(x -> failingIterator()).collect()),
                of(
                        "mapPartitionsToPair",
                        () -> NUMBERS.mapPartitionsToPair(
                                        x -> UserErrorsTest.<Iterator<Tuple2<Integer, Integer>>>fail())
                                .collect()),
                of("keyBy", () -> NUMBERS.keyBy(x -> fail()).collect()),
                of(
                        "sortBy",
                        () -> NUMBERS.sortBy(x -> UserErrorsTest.<Integer>fail(), true, 2)
                                .collect()),
                of("mapValues", () -> PAIRS.mapValues(x -> fail()).collect()),
                of(
                        "flatMapValues",
                        () -> PAIRS.flatMapValues(x -> UserErrorsTest.<Iterator<Integer>>fail())
                                .collect()),
                of("reduceByKey", () -> PAIRS.reduceByKey((a, b) -> fail()).collect()),
                of(
                        "combineByKey",
                        () -> PAIRS.combineByKey(x -> fail(), (a, b) -> a, (a, b) -> a)
                                .collect()),
                of("reduce", () -> NUMBERS.reduce((a, b) -> fail())),
                of("reduce", () -> CONTEXT.parallelize(List.of(1, 2), 2).reduce((a, b) -> fail())),
                of("fold", () -> NUMBERS.fold(0, (a, b) -> fail())),
                of("foreach", () -> run(() -> NUMBERS.foreach(x -> fail()))),
                of("foreachPartition", () -> run(() -> NUMBERS.foreachPartition(x -> fail()))));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void shouldThrowTheUsersOwnExceptionWithOperatorAndLine(String operator, Supplier<?> action) {
        assertThatThrownBy(action::get)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("disk on fire")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .anySatisfy(note -> assertThat(note)
                                .hasMessageMatching("in " + operator + " at UserErrorsTest\\.java:\\d+.*")));
    }

    static Stream<Arguments> returningNull() {
        return Stream.of(
                of("map", () -> NUMBERS.map(x -> null).collect()),
                of("flatMap", () -> NUMBERS.flatMap(x -> null).collect()),
                of(
                        "flatMap",
                        () -> NUMBERS.flatMap(x -> Arrays.asList(1, null).iterator())
                                .collect()),
                of("filter", () -> NUMBERS.filter(x -> null).collect()),
                of("mapToPair", () -> NUMBERS.mapToPair(x -> null).collect()),
                of("flatMapToPair", () -> NUMBERS.flatMapToPair(x -> null).collect()),
                of("mapPartitions", () -> NUMBERS.mapPartitions(x -> null).collect()),
                of(
                        "mapPartitions",
                        () -> NUMBERS.mapPartitions(
                                        x -> Collections.singleton(null).iterator())
                                .collect()),
                of(
                        "mapPartitionsToPair",
                        () -> NUMBERS.mapPartitionsToPair(x -> null).collect()),
                of("keyBy", () -> NUMBERS.keyBy(x -> null).collect()),
                of("mapValues", () -> PAIRS.mapValues(x -> null).collect()),
                of("flatMapValues", () -> PAIRS.flatMapValues(x -> null).collect()),
                of("reduceByKey", () -> PAIRS.reduceByKey((a, b) -> null).collect()),
                of(
                        "combineByKey",
                        () -> PAIRS.combineByKey(x -> null, (a, b) -> a, (a, b) -> a)
                                .collect()),
                of("reduce", () -> NUMBERS.reduce((a, b) -> null)),
                of("fold", () -> NUMBERS.fold(0, (a, b) -> null)));
    }

    @ParameterizedTest
    @MethodSource("returningNull")
    void shouldRefuseNullFromAFunctionAndNameTheOperator(String operator, Supplier<?> action) {
        assertThatThrownBy(action::get)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(operator + " at UserErrorsTest.java:")
                .hasMessageContaining("returned null");
    }

    @Test
    void shouldRefuseNullWhereItWouldBecomeARecord() {
        PairRDD<String, Integer> nulls = CONTEXT.parallelizePairs(List.of(Tuple2.of((String) null, (Integer) null)), 1);
        assertThatThrownBy(() -> nulls.keys().collect()).hasMessageContaining("a pair whose key is null");
        assertThatThrownBy(() -> nulls.values().collect()).hasMessageContaining("a pair whose value is null");
        List<Integer> withNull = new ArrayList<>(Arrays.asList(1, null));
        assertThatThrownBy(() -> CONTEXT.parallelize(withNull))
                .hasMessageContaining("element 1 of the list given to parallelize at UserErrorsTest.java:");
    }

    @Test
    void shouldRefuseAMissingFunctionAtOnce() {
        assertThatThrownBy(() -> NUMBERS.map(null))
                .hasMessageMatching("map at UserErrorsTest\\.java:\\d+ was given null instead of a function");
        assertThatThrownBy(() -> NUMBERS.reduce(null)).hasMessageContaining("null instead of a function");
        assertThatThrownBy(() -> PAIRS.reduceByKey(null)).hasMessageContaining("null instead of a function");
    }

    @Test
    void shouldBlameTheOperatorThatFailedAndNotTheOneThatPulled() {
        Throwable thrown = catchThrowable(() -> NUMBERS.map(x -> fail())
                .mapPartitions(records -> records)
                .foreachPartition(records -> records.forEachRemaining(x -> {})));
        assertThat(thrown).hasMessage("disk on fire");
        assertThat(thrown.getSuppressed()[0]).hasMessageStartingWith("in map at ");
    }

    @Test
    void shouldFailAlsoWhenAFunctionSwallowsWhatItsIteratorThrew() {
        assertThatThrownBy(() -> NUMBERS.map(x -> fail())
                        .mapPartitions(records -> {
                            try {
                                records.hasNext();
                            } catch (Exception e) {
                                return Collections.emptyIterator();
                            }
                            return records;
                        })
                        .collect())
                .hasMessage("disk on fire");
    }

    @Test
    void shouldPassErrorsOnAsTheyAre() {
        assertThatThrownBy(() -> NUMBERS.map(x -> {
                            throw new AssertionError("expected " + x);
                        })
                        .collect())
                .isExactlyInstanceOf(AssertionError.class);
    }

    @Test
    void shouldRefuseActionsInsideTasks() {
        assertThatThrownBy(() -> NUMBERS.map(x -> NUMBERS.count()).collect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("count at UserErrorsTest.java:")
                .hasMessageContaining("called inside a task");
    }

    @Test
    void shouldEndAJobAndKeepTheFlagWhenTheCallerIsInterrupted() {
        AtomicBoolean flag = new AtomicBoolean();
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> NUMBERS.map(x -> {
                    Thread.sleep(60_000);
                    return x;
                })
                .collect());
        flag.set(Thread.interrupted());
        assertThat(thrown).isInstanceOf(InterruptedException.class);
        assertThat(flag).isTrue();
    }

    @Test
    void shouldEndWhatHasNoEndWhenTheCallerIsInterrupted() throws Exception {
        PairRDD<Integer, Integer> oneKey =
                CONTEXT.parallelize(Collections.nCopies(300_000, 1), 2).mapToPair(x -> Tuple2.of(1, x));

        assertEndsWhenInterrupted(begun ->
                NUMBERS.flatMap(x -> Stream.generate(() -> x).iterator()).foreach(x -> begun.countDown()));
        assertEndsWhenInterrupted(begun -> NUMBERS.mapToPair(x -> Tuple2.of(x, x))
                .flatMapValues(x -> Stream.generate(() -> x).iterator())
                .foreach(x -> begun.countDown()));
        assertEndsWhenInterrupted(begun -> oneKey.join(oneKey).foreach(x -> begun.countDown()));
        assertEndsWhenInterrupted(begun -> oneKey.cartesian(oneKey).foreach(x -> begun.countDown()));
    }

    private static void assertEndsWhenInterrupted(Consumer<CountDownLatch> job) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = new Thread(() -> job.accept(begun), "test-caller");
        caller.setUncaughtExceptionHandler((thread, thrown) -> {});
        caller.setDaemon(true);
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join(10_000);
        assertThat(caller.isAlive()).as("goes on").isFalse();
    }

    @Test
    void shouldGoOnAfterAFailure() {
        assertThat(catchThrowable(() -> NUMBERS.map(x -> fail()).collect())).isNotNull();
        assertThat(NUMBERS.count()).isEqualTo(4);
    }

    private static Iterator<Integer> failingIterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                throw UserFailure.rethrow(new IOException("disk on fire"));
            }
        };
    }

    private static Object run(ThrowingCallable action) {
        try {
            action.call();
        } catch (Throwable e) {
            throw UserFailure.rethrow(e);
        }
        return "no failure";
    }
}
