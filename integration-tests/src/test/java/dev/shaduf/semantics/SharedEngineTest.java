// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.MASTER;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.ShadufContext;
import dev.shaduf.StreamingContext;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several stream programs on one engine context. */
@SemanticsTest
class SharedEngineTest {
    /** A program that counts words, with a clock of its own. */
    private static final class Program implements AutoCloseable {
        private final ManualClock clock = new ManualClock();
        private final CollectingSink<Object> sink = new CollectingSink<>("shared");
        private final StreamingContext context;

        Program(ShadufContext engine, String name, String... batches) {
            context = StreamingContext.builder()
                    .engineContext(engine)
                    .appName(name)
                    .batchInterval(seconds(1))
                    .clock(clock)
                    .build();
            MemorySource<String> source = new MemorySource<>(name);
            List.of(batches).forEach(batch -> source.add(Semantics.words(batch)));
            context.stream(source).countByValueAndWindow(seconds(2), seconds(1)).sinkTo(sink);
            context.start();
        }

        void run(int expected) throws Exception {
            clock.awaitWaiter(clock.now().plus(seconds(1)).milliseconds());
            clock.advance(seconds(1));
            sink.awaitRecords(expected, seconds(30));
        }

        @Override
        public void close() {
            context.stop(false);
        }
    }

    @Test
    void shouldKeepTheStatesOfTwoContextsApart() throws Exception {
        try (ShadufContext engine = new ShadufContext(MASTER, "shared-engine");
                Program first = new Program(engine, "first", "a a", "a");
                Program second = new Program(engine, "second", "a", "b")) {
            first.run(1);
            second.run(1);
            first.run(2);
            second.run(3);

            assertThat(said(first.sink)).containsExactly("a2", "a3");
            assertThat(said(second.sink)).containsExactly("a1", "a1 b1");
        }
    }

    @Test
    void shouldLeaveTheEngineToOthersWhenOneContextStops() throws Exception {
        try (ShadufContext engine = new ShadufContext(MASTER, "left-engine");
                Program first = new Program(engine, "leaver", "a");
                Program second = new Program(engine, "stayer", "a", "b")) {
            first.run(1);
            first.context.stop();
            second.run(1);
            second.run(3);

            assertThat(said(second.sink)).containsExactly("a1", "a1 b1");
        }
    }

    @Test
    void shouldServeANewContextAfterAnOldOneHasStoppedWithoutIt() throws Exception {
        try (ShadufContext engine = new ShadufContext(MASTER, "reused-engine")) {
            try (Program first = new Program(engine, "again", "a a")) {
                first.run(1);
            }
            try (Program second = new Program(engine, "again", "a")) {
                second.run(1);

                assertThat(said(second.sink)).containsExactly("a1");
            }
        }
    }

    @Test
    void shouldGoOnRunningJobsOfTheProgramAfterAStopThatLeavesTheEngine() {
        StreamingContext context = StreamingContext.builder()
                .master(MASTER)
                .appName("outlived")
                .batchInterval(seconds(10))
                .build();
        RDD<Integer> numbers = context.context().parallelize(List.of(1, 2, 3));

        context.stop(false);

        assertThat(numbers.map(x -> x * 2).collect()).containsExactly(2, 4, 6);
        context.stop(true);
    }

    @Test
    void shouldTakeBroadcastsAndAccumulatorsOfTheEngineIntoItsStreams() throws Exception {
        try (ShadufContext engine = new ShadufContext(MASTER, "variables")) {
            var factor = engine.broadcast(10);
            var seen = engine.longAccumulator("seen");
            ManualClock clock = new ManualClock();
            CollectingSink<Integer> sink = new CollectingSink<>("variables");
            try (StreamingContext context = StreamingContext.builder()
                    .engineContext(engine)
                    .appName("variables")
                    .batchInterval(seconds(1))
                    .clock(clock)
                    .build()) {
                context.stream(new MemorySource<Integer>("numbers").add(List.of(1, 2)))
                        .map(x -> {
                            seen.add(1);
                            return x * factor.value();
                        })
                        .sinkTo(sink);
                context.start();
                clock.awaitWaiter(clock.now().plus(seconds(1)).milliseconds());
                clock.advance(seconds(1));
                sink.awaitRecords(2, seconds(30));
            }

            assertThat(sink.records()).containsExactly(10, 20);
            assertThat(seen.value()).isEqualTo(2);
        }
    }
}
