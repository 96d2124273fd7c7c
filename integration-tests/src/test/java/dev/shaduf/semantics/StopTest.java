// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextState;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.testkit.Shared;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stops by every kind of thread; the harness sees to it that no thread is left. */
@SemanticsTest
class StopTest {
    private static final long PATIENCE_MILLIS = 20_000;
    /** Contexts by name, for functions in tasks, which hold nothing that cannot travel. */
    private static final Map<String, StreamingContext> CONTEXTS = new ConcurrentHashMap<>();

    private static void expectStopped(StreamHarness harness) throws Exception {
        assertThat(harness.context().awaitTerminationOrTimeout(PATIENCE_MILLIS)).isTrue();
        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    /** Starts, and lets the time of the first batch come, without waiting for its end. */
    private static void begin(StreamHarness harness) throws Exception {
        harness.start();
        harness.clock().awaitWaiter(Semantics.batch(1).milliseconds());
        harness.clock().advance(Semantics.seconds(1));
    }

    @Test
    void shouldStopFromTheThreadThatStarted(StreamHarness harness) throws Exception {
        harness.collect(words(harness, "a"));
        harness.runBatches(1);

        harness.context().stop();

        expectStopped(harness);
    }

    @Test
    void shouldStopFromAnotherThreadAndReleaseWhoWaits(StreamHarness harness) throws Exception {
        harness.collect(words(harness, "a"));
        harness.runBatches(1);

        CompletableFuture<Void> stop =
                CompletableFuture.runAsync(() -> harness.context().stop(true, true));
        harness.context().awaitTermination();

        stop.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        expectStopped(harness);
    }

    @Test
    void shouldStopFromManyThreadsAtOnce(StreamHarness harness) throws Exception {
        harness.collect(words(harness, "a"));
        harness.runBatches(1);

        CompletableFuture<?>[] stops = new CompletableFuture<?>[6];
        for (int i = 0; i < stops.length; i++) {
            boolean graceful = i % 2 == 0;
            stops[i] = CompletableFuture.runAsync(() -> harness.context().stop(true, graceful));
        }

        CompletableFuture.allOf(stops).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        expectStopped(harness);
    }

    @Test
    void shouldStopFromAnOutput(StreamHarness harness) throws Exception {
        words(harness, "a").foreachRDD(rdd -> harness.context().stop(true, false));

        begin(harness);

        expectStopped(harness);
    }

    @Test
    void shouldCompleteTheBatchWhoseOutputStopsGracefully(StreamHarness harness) throws Exception {
        var input = words(harness, "a");
        input.foreachRDD(rdd -> harness.context().stop(true, true));
        var sink = harness.collect(input);

        begin(harness);

        expectStopped(harness);
        assertThat(said(sink)).containsExactly("a");
    }

    @Test
    void shouldStopFromATransform(StreamHarness harness) throws Exception {
        words(harness, "a")
                .transform(rdd -> {
                    harness.context().stop(true, false);
                    return rdd;
                })
                .foreachRDD(rdd -> {});

        begin(harness);

        expectStopped(harness);
    }

    @Test
    @LocalOnly("the task runs in an executor, where there is no context to stop")
    void shouldStopFromATask(StreamHarness harness) throws Exception {
        String name = harness.status().name();
        CONTEXTS.put(name, harness.context());
        harness.collect(words(harness, "a").map(word -> {
            CONTEXTS.get(name).stop(true, false);
            return word;
        }));

        begin(harness);

        expectStopped(harness);
    }

    @Test
    @LocalOnly("the task runs in an executor, where there is no context to stop")
    void shouldStopGracefullyFromATask(StreamHarness harness) throws Exception {
        String name = harness.status().name();
        CONTEXTS.put(name, harness.context());
        var sink = harness.collect(words(harness, "a").map(word -> {
            CONTEXTS.get(name).stop(true, true);
            return word;
        }));

        begin(harness);

        expectStopped(harness);
        assertThat(said(sink)).containsExactly("a");
    }

    @Test
    void shouldStopFromAThreadOfAReceiver(StreamHarness harness) throws Exception {
        Feed feed = new Feed(List.of("a"), () -> harness.context().stop(true, false));
        harness.collect(harness.context().receiverStream(feed));

        harness.start();

        expectStopped(harness);
    }

    @Test
    void shouldRefuseToStopFromAListener(StreamHarness harness) throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        harness.context().addStreamingListener(new StreamingListener() {
            @Override
            public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                try {
                    harness.context().stop();
                    refusal.complete(null);
                } catch (IllegalStateException e) {
                    refusal.complete(e);
                }
            }
        });
        harness.collect(words(harness, "a"));
        harness.runBatches(1);

        assertThat(refusal.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listener");
        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.ACTIVE);
    }

    @Test
    void shouldInterruptAnOutputThatNeverEnds(StreamHarness harness) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        words(harness, "a").foreachRDD(rdd -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        begin(harness);
        running.await();

        harness.context().stop();

        expectStopped(harness);
    }

    @Test
    void shouldInterruptATaskThatNeverEnds(StreamHarness harness) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Shared<CountDownLatch> told = new Shared<>(running);
        harness.collect(words(harness, "a").map(word -> {
            told.call(latch -> {
                latch.countDown();
                return null;
            });
            new CountDownLatch(1).await();
            return word;
        }));
        begin(harness);
        running.await();

        harness.context().stop();

        expectStopped(harness);
    }

    @Test
    void shouldProcessWhatWasReceivedAndReportItWhenStoppedGracefully(StreamHarness harness) throws Exception {
        Feed feed = new Feed(List.of("a", "b", "c"));
        var sink = harness.collect(harness.context().receiverStream(feed));
        harness.start();
        feed.awaitStored();

        harness.context().stop(true, true);

        assertThat(sink.records()).containsExactly("a", "b", "c");
        var report = harness.status().stopReport().orElseThrow();
        assertThat(report.graceful()).isTrue();
        assertThat(report.recordsDrained()).isEqualTo(3);
        assertThat(report.recordsLeft()).isZero();
        assertThat(report.batchesLeft()).isZero();
        assertThat(report.unfinished()).isEmpty();
    }

    @Test
    void shouldReportWhatIsLeftWhenStoppedAtOnce(StreamHarness harness) throws Exception {
        Feed feed = new Feed(List.of("a", "b", "c"));
        var sink = harness.collect(harness.context().receiverStream(feed));
        harness.start();
        feed.awaitStored();

        harness.context().stop(true, false);

        assertThat(sink.records()).isEmpty();
        var report = harness.status().stopReport().orElseThrow();
        assertThat(report.graceful()).isFalse();
        assertThat(report.recordsLeft()).isEqualTo(3);
    }

    @Test
    void shouldDrainIntoTheStateAndTheWindowsToo(StreamHarness harness) throws Exception {
        Feed feed = new Feed(List.of("a", "b", "a"));
        var input = harness.context().receiverStream(feed);
        var counts = harness.collect(input.countByValueAndWindow(Semantics.seconds(3), Semantics.seconds(1)));
        harness.start();
        feed.awaitStored();

        harness.context().stop(true, true);

        assertThat(said(counts)).last().isEqualTo("a2 b1");
    }
}
