// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers that do not keep the contract. */
@ExtendWith(NoThreadLeft.class)
class ReceiverFaultsTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);

    /** Does nothing, until a test overrides it. */
    private static class Idle extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Idle() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() throws Exception {}

        @Override
        public void onStop() throws Exception {}

        @Override
        public String name() {
            return "faulty";
        }
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void shouldNameAReceiverThatBlocksInOnStart() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .conf("shaduf.receiver.start.timeout", "1s")
                .build()) {
            CollectingSink<String> sink = harness.collect(harness.context().receiverStream(new Idle() {
                @Override
                public void onStart() throws InterruptedException {
                    store("stored by onStart itself");
                    NEVER.await();
                }
            }));

            harness.start();
            await().until(() -> input(harness).backlogRecords() == 1);
            harness.runBatches(3);
            await().until(() -> input(harness).errors() == 1);

            assertThat(receiver(harness).active()).isFalse();
            assertThat(receiver(harness).lastErrorMessage())
                    .contains("onStart of " + ReceiverFaultsTest.class.getName())
                    .contains("has not returned for 1000 ms")
                    .contains("threads of its own and return")
                    .contains("ReceiverFaultsTest.java:");
            assertThat(sink.records()).hasSize(1);
        }
    }

    @Test
    void shouldReportAReceiverThatBlocksInOnStop() throws Exception {
        StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "1s").build();
        try (harness) {
            harness.collect(harness.context().receiverStream(new Idle() {
                @Override
                public void onStop() throws InterruptedException {
                    NEVER.await();
                }
            }));
            harness.start();
            await().until(() -> receiver(harness).active());

            harness.context().stop();

            assertThat(harness.status().stopReport().orElseThrow().unfinished())
                    .anySatisfy(one -> assertThat(one).contains("faulty"));
            assertThat(receiver(harness).lastErrorMessage()).contains("onStop", "ReceiverFaultsTest.java:");
        }
    }

    @Test
    void shouldStartAgainWhenOnStartThrows() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .conf("shaduf.receiver.restart.delay", "1s")
                .build()) {
            harness.collect(harness.context().receiverStream(new Idle() {
                @Override
                public void onStart() throws IOException {
                    throw new IOException("no such queue");
                }
            }));

            harness.start();
            await().until(() -> input(harness).errors() == 1);
            await().until(() -> receiver(harness).restarts() == 1);
            harness.runBatches(3);
            await().until(() -> receiver(harness).restarts() >= 2);

            assertThat(receiver(harness).lastErrorMessage()).contains("onStart failed", "no such queue");
            assertThat(receiver(harness).lastError()).containsInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldRefuseToStoreAfterTheStop() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().receiverStream(storing(refusal)));
            harness.start();
            await().until(() -> input(harness).backlogRecords() >= 10);

            harness.context().stop();

            assertThat(refusal.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ReceiverStoppedException.class)
                    .hasMessageContainingAll("receiver 'faulty' (input 0)", "is being stopped", "was not stored");
            assertThat(harness.status().stopReport().orElseThrow().recordsLeft())
                    .isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void shouldProcessAllThatWasStoredBeforeAGracefulStop() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        CompletableFuture<Long> stored = new CompletableFuture<>();
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<String> sink = harness.collect(harness.context().receiverStream(storing(refusal, stored)));
            harness.start();
            await().until(() -> input(harness).backlogRecords() >= 10);

            harness.context().stop(true, true);

            assertThat((long) sink.records().size()).isEqualTo(stored.get(10, TimeUnit.SECONDS));
            assertThat(harness.status().stopReport().orElseThrow().recordsLeft())
                    .isZero();
        }
    }

    @Test
    void shouldRefuseToStoreNull() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().receiverStream(new Idle() {
                @Override
                @SuppressWarnings("NullAway") // a user's code knows nothing of our annotations
                public void onStart() {
                    try {
                        store((String) null);
                    } catch (NullPointerException e) {
                        refusal.complete(e);
                    }
                }
            }));

            harness.runBatches(1);

            assertThat(refusal.get(10, TimeUnit.SECONDS))
                    .hasMessageContainingAll("receiver 'faulty' (input 0)", "cannot store null", "not stored");
        }
    }

    @Test
    void shouldRefuseToStoreBeforeTheStart() {
        Receiver<String> receiver = new Idle();

        assertThat(Told.by(() -> receiver.store("early")))
                .contains("receiver faulty is not running", "start the context");
    }

    @Test
    void shouldReportAThreadThatIgnoresTheStop() throws Exception {
        try (StreamHarness harness =
                StreamHarness.builder().conf("shaduf.stop.timeout", "1s").build()) {
            harness.collect(harness.context().receiverStream(new Idle() {
                @Override
                public void onStart() {
                    Thread thread = new Thread(
                            ReceiverFaultsTest.this::ignoreEverything, context().threadName("deaf"));
                    thread.setDaemon(true);
                    thread.start();
                }
            }));
            harness.start();
            await().until(() -> receiver(harness).active());

            harness.context().stop();

            assertThat(harness.status().stopReport().orElseThrow().unfinished())
                    .anySatisfy(one -> assertThat(one).contains("input 0", "faulty"));
            assertThat(receiver(harness).lastErrorMessage())
                    .contains("not stopped within", "-receiver-0-deaf", "ReceiverFaultsTest.java:");
            released.countDown();
        }
    }

    private void ignoreEverything() {
        while (released.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static Receiver<String> storing(CompletableFuture<Throwable> refusal) {
        return storing(refusal, new CompletableFuture<>());
    }

    /** Stores for ever, and tells what ended that and how much was stored. */
    private static Receiver<String> storing(CompletableFuture<Throwable> refusal, CompletableFuture<Long> stored) {
        return new Idle() {
            @Override
            public void onStart() {
                Thread thread = new Thread(this::run, context().threadName("store"));
                thread.setDaemon(true);
                thread.start();
            }

            private void run() {
                long count = 0;
                try {
                    while (true) {
                        store("record");
                        count++;
                    }
                } catch (ReceiverStoppedException e) {
                    stored.complete(count);
                    refusal.complete(e);
                }
            }
        };
    }

    private static InputStatus input(StreamHarness harness) {
        return harness.status().inputs().get(0);
    }

    private static ReceiverInfo receiver(StreamHarness harness) {
        List<ReceiverInfo> receivers = harness.status().receivers();
        return receivers.get(0);
    }
}
