// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function3;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StreamHarnessTest {
    @Test
    void shouldRunBatchesInTheirTime() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            var counts = harness.collect(
                    harness.source(List.of("a", "b", "a"), List.of("b")).countByValue());
            var start = harness.clock().now();

            harness.runBatches(3);

            assertThat(counts.batches().get(0)).containsExactlyInAnyOrder(new Tuple2<>("a", 2L), new Tuple2<>("b", 1L));
            assertThat(counts.batches().get(1)).containsExactly(new Tuple2<>("b", 1L));
            assertThat(counts.batches().get(2)).isEmpty();
            assertThat(harness.lastBatch()).isEqualTo(start.plus(Durations.seconds(3)));
            assertThat(harness.status().batches().completed()).isEqualTo(3);
        }
    }

    @Test
    void shouldRunManyBatchesOnAnyMaster() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .master("local")
                .batchInterval(Durations.milliseconds(5))
                .build()) {
            var sums = harness.collect(harness.source(List.of(1))
                    .window(Durations.milliseconds(10))
                    .count());

            harness.runBatches(200);

            assertThat(sums.records()).hasSize(200).startsWith(1L, 1L, 0L);
        }
    }

    @Test
    void shouldFailTheTestWithWhatTheFunctionThrew() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.source(List.of(1)).map(x -> {
                throw new IOException("of the user");
            }));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessage("of the user");
        }
    }

    @Test
    void shouldSayHowFarItCameWhenABatchNeverEnds() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (StreamHarness harness =
                StreamHarness.builder().patience(Durations.milliseconds(300)).build()) {
            harness.collect(harness.source(List.of(1)).map(x -> {
                never.await();
                return x;
            }));

            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessageContaining("did not complete")
                    .withMessageContaining("ACTIVE");
        }
    }

    @Test
    void shouldCatchUpWhenTheTestMovesTheClock() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            var sink = harness.collect(harness.source(List.of(1), List.of(2)));
            harness.runBatches(1);

            harness.clock().advance(Durations.seconds(1));
            harness.runBatches(1);

            assertThat(sink.batches()).containsExactly(List.of(1), List.of(2));
        }
    }

    @Test
    void shouldFailWhenAThreadOutlivesTheContext() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        StreamHarness harness =
                StreamHarness.builder().patience(Durations.milliseconds(300)).build();
        harness.collect(harness.context().receiverStream(new LeavesAThread(end)));
        harness.start();
        LeavesAThread.STARTED.await();

        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(harness::close)
                    .withMessageContaining("threads are alive")
                    .withMessageContaining("left-behind");
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldFindStateThatTheFunctionChangesInPlace() throws Exception {
        Function3<String, Optional<Integer>, State<ArrayList<Integer>>, Integer> update = (key, value, state) -> {
            ArrayList<Integer> all = state.exists() ? state.get() : new ArrayList<>();
            value.ifPresent(all::add);
            state.update(all);
            return all.size();
        };
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(pairs(harness).mapWithState(StateSpec.function(update)));
            harness.runBatches(1);

            assertThatIllegalStateException()
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessageContaining("the state of key 'k'")
                    .withMessageContaining("was changed in place before it was stored again")
                    .withMessageContaining("java.util.ArrayList");
        }
    }

    @Test
    void shouldFindStateThatIsChangedAfterItWasEmitted() throws Exception {
        Function3<String, Optional<Integer>, State<ArrayList<Integer>>, ArrayList<Integer>> update =
                (key, value, state) -> {
                    ArrayList<Integer> all = state.exists() ? new ArrayList<>(state.get()) : new ArrayList<>();
                    value.ifPresent(all::add);
                    state.update(all);
                    return all;
                };
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(
                    pairs(harness).mapWithState(StateSpec.function(update)).map(all -> {
                        all.clear();
                        return 0;
                    }));
            harness.runBatches(1);

            assertThatIllegalStateException()
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessageContaining("since the last batch");
        }
    }

    @Test
    void shouldLetStatePassThatIsReplacedAlsoWhenABatchIsTriedAgain() throws Exception {
        Function3<String, Optional<Integer>, State<ArrayList<Integer>>, Integer> update = (key, value, state) -> {
            ArrayList<Integer> all = state.exists() ? new ArrayList<>(state.get()) : new ArrayList<>();
            value.ifPresent(all::add);
            state.update(all);
            return all.size();
        };
        CollectingSink<Integer> sink = new CollectingSink<Integer>("s").failAt(SinkFault.COMMIT, 2);
        try (StreamHarness harness = StreamHarness.local(2)) {
            pairs(harness).mapWithState(StateSpec.function(update)).sinkTo(sink);

            harness.runBatches(3);

            assertThat(sink.records()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldNotLookAtStateWhenToldNotTo() throws Exception {
        Function3<String, Optional<Integer>, State<int[]>, Integer> update = (key, value, state) -> {
            int[] sum = state.exists() ? state.get() : new int[1];
            sum[0] += value.orElse(0);
            state.update(sum);
            return sum[0];
        };
        try (StreamHarness harness =
                StreamHarness.builder().detectStateMutation(false).build()) {
            var sums = harness.collect(pairs(harness).mapWithState(StateSpec.function(update)));

            harness.runBatches(3);

            assertThat(sums.records()).containsExactly(1, 3, 6);
        }
    }

    private static PairDStream<String, Integer> pairs(StreamHarness harness) {
        return harness.source(List.of(1), List.of(2), List.of(3)).mapToPair(x -> new Tuple2<>("k", x));
    }

    private static final class LeavesAThread extends Receiver<Integer> {
        static final CountDownLatch STARTED = new CountDownLatch(1);
        private final transient CountDownLatch end;

        LeavesAThread(CountDownLatch end) {
            super(StorageLevel.MEMORY_ONLY);
            this.end = end;
        }

        @Override
        public void onStart() {
            Thread thread = new Thread(this::stay, context().threadName("left-behind"));
            thread.setDaemon(true);
            thread.start();
            STARTED.countDown();
        }

        @Override
        public void onStop() {}

        private void stay() {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException ignored) {
                    continue;
                }
            }
        }
    }
}
