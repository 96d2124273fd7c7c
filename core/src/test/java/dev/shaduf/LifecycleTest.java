// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration INTERVAL = new Duration(10);

    private final String name = Names.unique();
    private final StreamingConf conf =
            new StreamingConf(false).setMaster("local[2]").setAppName(name).set("shaduf.batch.attempts", "1");
    private final StreamingContext ssc = new StreamingContext(conf, INTERVAL);

    @AfterEach
    void stopAll() {
        ssc.stop(true);
        // A stop is bounded: on a machine that is overloaded a thread may end after it, but end it must.
        await().untilAsserted(() -> assertThat(Names.threadsOf(name)).isEmpty());
    }

    @Test
    void shouldGoFromInitializedToActiveToStopped() throws Exception {
        numbers().foreachRDD(rdd -> {});
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.INITIALIZED);
        ssc.start();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.ACTIVE);
        ssc.stop();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        ssc.awaitTermination();
        assertThat(ssc.awaitTerminationOrTimeout(0)).isTrue();
    }

    @Test
    void shouldGoOnWhenStartedTwice() {
        numbers().foreachRDD(rdd -> {});
        ssc.start();

        ssc.start();

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.ACTIVE);
    }

    @Test
    void shouldRefuseToStartWhenStopped() {
        numbers().foreachRDD(rdd -> {});
        ssc.stop();

        assertThatThrownBy(ssc::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("has been stopped");
    }

    @Test
    void shouldStopWhenNeverStarted() throws Exception {
        ssc.stop();
        ssc.stop();

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        ssc.awaitTermination();
    }

    @Test
    void shouldStopEverythingWhenThereIsNoOutput() {
        numbers();

        assertThatThrownBy(ssc::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("No output operations registered");

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldStopEverythingWhenASourceCannotBeOpened() {
        IOException cause = new IOException("connection refused");
        Source<Long, EmptySource.Range, Long> source = new EmptySource("orders", cause);
        ssc.stream(source).foreachRDD(rdd -> {});

        assertThatThrownBy(ssc::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orders")
                .hasCause(cause);

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldEndAStartThatHangsWhenStopped() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        Source<Long, EmptySource.Range, Long> source = new EmptySource("orders", null) {
            @Override
            public SourcePlanner<Range> open(SourceContext context) throws Exception {
                opening.countDown();
                new CountDownLatch(1).await();
                return super.open(context);
            }
        };
        ssc.stream(source).foreachRDD(rdd -> {});
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(() -> {
            Throwable failure = catchThrowable(ssc::start);
            interrupted.complete(Thread.interrupted());
            return failure;
        });
        opening.await();

        ssc.stop();

        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("was stopped before");
        assertThat(interrupted.get()).isFalse();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldStopAfterTheStartWhenAnInputAsksForItAsItIsOpened() throws Exception {
        Source<Long, EmptySource.Range, Long> source = new EmptySource("orders", null) {
            @Override
            public SourcePlanner<Range> open(SourceContext context) throws Exception {
                ssc.stop();
                return super.open(context);
            }
        };
        ssc.stream(source).foreachRDD(rdd -> {});

        ssc.start();

        ssc.awaitTermination();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldRefuseAdditionsWhenStarted() {
        DStream<Integer> numbers = numbers();
        numbers.foreachRDD(rdd -> {});
        ssc.start();

        assertThatThrownBy(() -> numbers.foreachRDD(rdd -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> numbers.map(x -> x)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::numbers).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ssc.remember(new Duration(100))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseAdditionsWhenStoppedBeforeTheStart() {
        DStream<Integer> numbers = numbers();
        ssc.stop();

        assertThatThrownBy(() -> numbers.foreachRDD(rdd -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldStopWhenAnOutputAsksForIt() throws Exception {
        numbers().foreachRDD(rdd -> ssc.stop());
        ssc.start();

        ssc.awaitTermination();

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldCompleteTheBatchWhenAnOutputAsksForAGracefulStop() throws Exception {
        numbers().foreachRDD(rdd -> ssc.stop(true, true));
        ssc.start();

        ssc.awaitTermination();

        assertThat(ssc.status().batches().completed()).isPositive();
    }

    @Test
    void shouldStopWhenATaskAsksForIt() throws Exception {
        numbers()
                .map(x -> {
                    ssc.stop();
                    return x;
                })
                .foreachRDD(RDD::count);
        ssc.start();

        ssc.awaitTermination();

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldStopInTimeWhenAThreadOfAReceiverAsksForIt() throws Exception {
        ssc.receiverStream(new Receiver<String>(StorageLevel.MEMORY_ONLY) {
                    @Override
                    public void onStart() {
                        startThread("read", () -> ssc.stop(true, true));
                    }
                })
                .foreachRDD(rdd -> {});
        ssc.start();

        ssc.awaitTermination();

        assertThat(ssc.status().stopReport().orElseThrow().unfinished()).isEmpty();
    }

    @Test
    void shouldRefuseToStopWhenAListenerAsksForIt() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        ssc.addStreamingListener(new StreamingListener() {
            @Override
            public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                try {
                    ssc.stop();
                } catch (IllegalStateException e) {
                    refusal.complete(e);
                }
            }
        });
        numbers().foreachRDD(rdd -> {});
        ssc.start();

        assertThat(refusal.get()).hasMessageContaining("listener").hasMessageContaining(name);
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.ACTIVE);
    }

    @Test
    void shouldStopOnceWhenSeveralThreadsAskForIt() throws Exception {
        numbers().foreachRDD(rdd -> {});
        ssc.start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean graceful = i % 2 == 0;
            threads.add(new Thread(() -> ssc.stop(true, graceful)));
        }

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldCutAGracefulStopShortWhenStoppedAtOnce() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        numbers().foreachRDD(rdd -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        ssc.start();
        running.await();
        Thread graceful = new Thread(() -> ssc.stop(true, true));
        graceful.start();

        ssc.stop();

        graceful.join();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldKeepTheInterruptWhenInterruptedInAGracefulStop() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        numbers().foreachRDD(rdd -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        ssc.start();
        running.await();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread graceful = new Thread(() -> {
            ssc.stop(true, true);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        graceful.start();
        graceful.interrupt();

        assertThat(interrupted.get()).isTrue();
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldThrowTheProgramsOwnExceptionWhenABatchFailed() {
        numbers()
                .map(x -> {
                    throw new IOException("disk full");
                })
                .foreachRDD(RDD::count);
        ssc.start();

        assertThatThrownBy(ssc::awaitTermination)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("disk full")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .anySatisfy(where -> assertThat(where).hasMessageContaining("map at LifecycleTest.java:"))
                        .anySatisfy(where -> assertThat(where).hasMessageContaining("batch 1")));
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(ssc.status().batches().failed()).isEqualTo(1);
    }

    @Test
    void shouldSayThatItGoesOnWhenTheTimeIsOver() throws Exception {
        numbers().foreachRDD(rdd -> {});
        ssc.start();

        assertThat(ssc.awaitTerminationOrTimeout(1)).isFalse();
    }

    @Test
    void shouldRefuseASecondActiveContextOfOneName() {
        numbers().foreachRDD(rdd -> {});
        ssc.start();
        try (StreamingContext second = new StreamingContext(conf, INTERVAL)) {
            second.queueStream(new ArrayDeque<RDD<Integer>>()).foreachRDD(rdd -> {});

            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("active");
        }
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.ACTIVE);
    }

    @Test
    void shouldRunAfterOneAnotherOnOneEngine() throws Exception {
        numbers().foreachRDD(rdd -> {});
        ssc.start();
        ssc.stop(false);

        BlockingQueue<Long> counts = new LinkedBlockingQueue<>();
        try (StreamingContext next = new StreamingContext(ssc.context(), INTERVAL)) {
            next.queueStream(new ArrayDeque<>(List.of(next.context().parallelize(List.of(1, 2, 3)))))
                    .foreachRDD(rdd -> counts.add(rdd.count()));
            next.start();
            assertThat(counts.take()).isEqualTo(3);
        }

        assertThat(ssc.context().parallelize(List.of(1, 2)).count()).isEqualTo(2);
    }

    @Test
    void shouldRunBesideOneAnotherOnOneEngineUnderTwoNames() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        numbers().foreachRDD(rdd -> both.countDown());
        try (StreamingContext second = StreamingContext.builder()
                .engineContext(ssc.context())
                .appName(name + "second")
                .batchInterval(INTERVAL)
                .build()) {
            second.queueStream(new ArrayDeque<RDD<Integer>>()).foreachRDD(rdd -> both.countDown());
            ssc.start();
            second.start();

            both.await();
        }
    }

    private DStream<Integer> numbers() {
        Queue<RDD<Integer>> queue = new ArrayDeque<>();
        queue.add(ssc.context().parallelize(List.of(1, 2, 3), 1));
        return ssc.queueStream(queue);
    }
}
