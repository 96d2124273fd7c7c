// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContextState;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listeners that throw or block. */
@ExtendWith(NoThreadLeft.class)
class ListenerFaultsTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Test
    void shouldCallAListenerThatThrowsAgainForTheNextEvent() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.context().addStreamingListener(onCompleted(() -> {
                heard.incrementAndGet();
                throw new AssertionError("of the user");
            }));
            CollectingSink<Integer> sink = harness.collect(harness.source(List.of(1), List.of(2)));

            harness.runBatches(2);

            await().until(() -> heard.get() == 2);
            assertThat(sink.records()).containsExactly(1, 2);
        }
    }

    @Test
    void shouldCountTheEventsThatAListenerIsTooSlowFor() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .conf("shaduf.listener.queue.size", "5")
                .conf("shaduf.stop.timeout", "1s")
                .build()) {
            CountDownLatch blocked = new CountDownLatch(1);
            CollectingSink<Integer> sink =
                    harness.collect(harness.source(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5)));
            harness.context().addStreamingListener(onCompleted(() -> {
                blocked.countDown();
                NEVER.await();
            }));

            harness.start();
            for (int i = 1; i <= 5; i++) {
                harness.clock().awaitWaiter(harness.clock().currentTimeMillis() + 1_000);
                harness.clock().advance(Durations.seconds(1));
                sink.awaitRecords(i, Durations.seconds(30));
            }
            assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(harness.status().batches().droppedEvents()).isPositive();
            harness.context().stop();
            assertThat(harness.status().stopReport().orElseThrow().unfinished()).contains("listeners");
        }
    }

    @Test
    void shouldRefuseAStopByAListener() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.context()
                    .addStreamingListener(onCompleted(
                            () -> told.complete(Told.by(() -> harness.context().stop()))));
            harness.collect(harness.source(List.of(1)));

            harness.runBatches(1);

            assertThat(told.get(30, TimeUnit.SECONDS))
                    .contains("stop() was called by a listener", "call it from another thread");
            assertThat(harness.context().getState()).isEqualTo(StreamingContextState.ACTIVE);
        }
    }

    @FunctionalInterface
    private interface Reaction {
        void react() throws InterruptedException;
    }

    private static StreamingListener onCompleted(Reaction reaction) {
        return new StreamingListener() {
            @Override
            public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                try {
                    reaction.react();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
