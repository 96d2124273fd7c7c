// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.Collected;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.time.Duration;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverSupervisorTest {
    private static final Duration PATIENCE = new Duration(10_000);

    private final StubClock clock = new StubClock();
    private final Recording recording = new Recording();
    private ScriptedReceiver receiver = new ScriptedReceiver(StorageLevel.MEMORY_ONLY);
    private ReceiverSupervisor<String> run = supervisor(Double.POSITIVE_INFINITY, 100_000_000, 1_000);

    @AfterEach
    void leaveNoThreads() throws InterruptedException {
        run.stop(PATIENCE);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("shaduf-test-receiver-5"))
                .isEmpty();
    }

    @Test
    void shouldStartOnAThreadOfItsOwnAndTell() {
        startAndAwait();

        assertThat(receiver.calls).containsExactly("start on shaduf-test-receiver-5-start");
        assertThat(recording.events).containsExactly("started 0");
        assertThat(receiver.isStarted()).isTrue();
        assertThat(receiver.isStopped()).isFalse();
        assertThat(run.info().active()).isTrue();
        assertThat(run.info().name()).isEqualTo("scripted");
    }

    @Test
    void shouldStoreInAllShapes() throws Exception {
        startAndAwait();
        receiver.store("single");
        receiver.store(List.of("a", "b"));
        receiver.store(List.of("c").iterator());

        List<BlockInfo> blocks = run.takeBlocks();

        List<Object> records = new ArrayList<>();
        for (BlockInfo block : blocks) {
            records.addAll(Collected.of(run.blocks(), block.id()));
        }
        assertThat(records).containsExactly("single", "a", "b", "c");
        assertThat(blocks).hasSize(3);
    }

    @Test
    void shouldSayThatItHasNotBegunWhereARecordComesBeforeItsStart() {
        assertThatThrownBy(() -> receiver.store("x"))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("receiver 'scripted' (input 5) has not begun: the record was not stored");
    }

    @Test
    void shouldRefuseNull() {
        startAndAwait();

        assertThatThrownBy(() -> receiver.store((String) null)).hasMessageContaining("'scripted' (input 5)");
        assertThatThrownBy(() -> receiver.store(Arrays.asList("a", null))).hasMessageContaining("cannot store null");
        assertThatThrownBy(() -> receiver.store((ByteBuffer) null)).hasMessageContaining("cannot store null");
        assertThat(run.takeBlocks()).isEmpty();
    }

    @Test
    void shouldReportAFailedStartAndTryAgainAfterTheDelay() throws Exception {
        receiver.onStart = () -> {
            throw new IllegalStateException("no luck");
        };
        run.start();
        clock.awaitWaiters(1);
        await().until(() ->
                recording.events.contains("failed onStart failed: java.lang.IllegalStateException: no luck"));
        receiver.onStart = () -> {};

        await().until(() -> receiver.calls.size() == 2 && run.info().restarts() == 1);
        clock.advance(1_999);
        assertThat(receiver.calls).hasSize(2);
        clock.advance(1);

        await().until(receiver::isStarted);
        assertThat(receiver.calls).hasSize(3);
        assertThat(recording.events).endsWith("started 1");
    }

    @Test
    void shouldStopAndStartOnRestart() throws Exception {
        startAndAwait();
        receiver.restart("lost the connection", new IllegalStateException("gone"), 500);

        assertThat(receiver.isStopped()).isTrue();
        assertThatThrownBy(() -> receiver.store("x"))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("not stored");
        receiver.restart("another thread saw it too");
        await().until(() -> run.info().restarts() == 1);
        clock.awaitWaiters(1);
        clock.advance(500);
        await().until(receiver::isStarted);

        receiver.store("y");
        assertThat(receiver.calls).hasSize(3);
        assertThat(recording.events).containsExactly("started 0", "failed lost the connection", "started 1");
        assertThat(run.takeBlocks()).hasSize(1);
    }

    @Test
    void shouldNameTheThreadsOfAReceiverAndInterruptThemAtTheStop() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        receiver.onStart = () -> receiver.work("read", () -> {
            name.complete(Thread.currentThread().getName());
            never.await();
        });
        startAndAwait();
        assertThat(name.get()).isEqualTo("shaduf-test-receiver-5-read");

        assertThat(run.stop(PATIENCE)).isTrue();

        assertThat(recording.events).containsExactly("started 0", "stopped");
    }

    @Test
    void shouldStartAgainWhenAThreadOfTheReceiverFails() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        receiver.onStart = () -> receiver.work("read", () -> {
            failing.await();
            throw new IllegalStateException("peer gone");
        });
        startAndAwait();
        receiver.onStart = () -> {};

        failing.countDown();
        clock.awaitWaiters(1);
        await().until(() -> run.info().restarts() == 1);
        clock.advance(2_000);

        await().until(receiver::isStarted);
        assertThat(recording.events)
                .containsExactly("started 0", "failed thread 'read' of receiver scripted failed", "started 1");
    }

    @Test
    void shouldNotStartAgainWhenAThreadOfAnEarlierAttemptFails() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        CompletableFuture<Thread> late = new CompletableFuture<>();
        receiver.onStart = () -> receiver.work("read", () -> {
            late.complete(Thread.currentThread());
            awaitWhateverComes(failing);
            throw new IllegalStateException("peer gone");
        });
        startAndAwait();
        late.join();
        receiver.onStart = () -> {};
        receiver.restart("another peer", new IllegalStateException("gone"), 0);
        await().until(() -> recording.events.contains("started 1"));

        failing.countDown();
        late.join().join();

        assertThat(receiver.isStopped()).isFalse();
        assertThat(recording.events).containsExactly("started 0", "failed another peer", "started 1");
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldAllowARestartFromWithinOnStart() {
        CountDownLatch asked = new CountDownLatch(1);
        receiver.onStart = () -> {
            if (asked.getCount() > 0) {
                receiver.restart("peer not there", new IllegalStateException("refused"), 0);
                asked.countDown();
            }
        };
        run.start();

        await().until(receiver::isStarted);
        assertThat(recording.events).containsExactly("failed peer not there", "started 1");
    }

    @Test
    void shouldReportAnOnStartThatBlocksByNameAndStillBeStoppable() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        receiver.onStart = never::await;
        run.start();
        clock.awaitWaiters(1);
        clock.advance(10_000);
        await().until(() -> !recording.lastError().isEmpty());

        assertThat(recording.lastError())
                .contains("onStart of " + ScriptedReceiver.class.getName(), "10000 ms", "shaduf-test-receiver-5-start");
        assertThat(receiver.isStarted()).isFalse();
        assertThat(run.stop(PATIENCE)).isTrue();
        assertThat(recording.events).endsWith("stopped");
        assertThat(receiver.calls).last().isEqualTo("stop on shaduf-test-receiver-5-stop");
    }

    @Test
    void shouldLetABlockingOnStartStoreMeanwhile() {
        receiver.onStart = () -> {
            receiver.store("from onStart");
            new CountDownLatch(1).await();
        };
        run.start();

        await().until(() -> run.backlog().records() == 1);
    }

    @Test
    void shouldInterruptAnOnStopThatBlocksAfterTheTimeout() throws Exception {
        receiver.onStop = new CountDownLatch(1)::await;
        startAndAwait();

        assertThat(run.stop(new Duration(100))).isFalse();

        assertThat(recording.events).contains("stopped");
        assertThat(recording.lastError()).contains("onStop did not return in time", "shaduf-test-receiver-5-stop at");
    }

    @Test
    void shouldReportThreadsOfTheReceiverThatDoNotEnd() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread stubborn = new Thread(
                () -> {
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                },
                run.threadName("stubborn"));
        receiver.onStart = stubborn::start;
        startAndAwait();

        assertThat(run.stop(new Duration(100))).isFalse();
        assertThat(recording.lastError()).contains("shaduf-test-receiver-5-stubborn");
        end.countDown();
        stubborn.join();
    }

    @Test
    void shouldStopForGoodOnItsOwnWishAndKeepWhatWasStored() {
        startAndAwait();
        receiver.store("last");
        receiver.stop("all read");

        await().until(() -> recording.events.contains("stopped"));
        assertThatThrownBy(() -> receiver.store("late")).isInstanceOf(ReceiverStoppedException.class);
        assertThat(run.info().active()).isFalse();
        assertThat(run.takeBlocks()).extracting(BlockInfo::records).containsExactly(1L);
    }

    @Test
    void shouldReleaseThreadsThatWaitForTheRateLimitWhenStopped() throws Exception {
        run = supervisor(1, 100_000_000, 1_000);
        startAndAwait();
        receiver.store("first");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> receiver.store("second"));
        clock.awaitWaiters(1);

        assertThat(run.stop(PATIENCE)).isTrue();

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the record was not stored");
        assertThat(run.takeBlocks()).extracting(BlockInfo::records).containsExactly(1L);
    }

    @Test
    void shouldKeepTheRateLimitThoughTheClockIsSetBack() throws Exception {
        run = supervisor(1, 100_000_000, 1_000);
        startAndAwait();
        receiver.store("first");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> receiver.store("second"));
        clock.awaitWaiters(1);
        clock.setBack(3_600_000);
        clock.advance(1_000);
        assertThat(waiting).isNotDone();

        run.takeBlocks();

        waiting.get();
    }

    @Test
    void shouldFollowANewLimit() throws Exception {
        run = supervisor(0.001, 100_000_000, 1_000);
        startAndAwait();
        receiver.store("first");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> receiver.store("second"));
        clock.awaitWaiters(1);

        run.limit(Double.POSITIVE_INFINITY);

        waiting.get();
    }

    @Test
    void shouldWaitWhileTooManyBytesAreStoredUntilBatchesComplete() throws Exception {
        run = supervisor(Double.POSITIVE_INFINITY, 200_000, 1_000);
        startAndAwait();
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                receiver.store("x".repeat(50_000));
            }
        });
        long seen = 0;
        while (seen < 100) {
            await().until(() -> run.backlog().bytes() >= 100_000 || filling.isDone());
            assertThat(run.backlog().bytes()).isLessThan(600_000);
            List<BlockInfo> taken = run.takeBlocks();
            seen += taken.stream().mapToLong(BlockInfo::records).sum();
            taken.forEach(block -> run.blocks().drop(block.id()));
            run.completed(ids(taken));
        }

        filling.get();
        assertThat(seen).isEqualTo(100);
    }

    @Test
    void shouldCutBlocksWithinABatchAtTheBlockInterval() throws Exception {
        run = supervisor(Double.POSITIVE_INFINITY, 100_000_000, 200);
        startAndAwait();
        clock.awaitWaiters(1);
        for (int i = 0; i < 5; i++) {
            receiver.store("record " + i);
            int blocks = i + 1;
            clock.advance(200);
            if (blocks < 5) {
                await().until(() -> run.backlog().records() == blocks && queued() == blocks);
            }
        }

        assertThat(run.takeBlocks()).extracting(BlockInfo::records).containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"
    }) // a record that cannot be serialized, so that the store has to report it
    void shouldReportAFailedCutWithinABatchAndTryAgain() throws Exception {
        receiver = new ScriptedReceiver(StorageLevel.MEMORY_ONLY_SER);
        run = supervisor(Double.POSITIVE_INFINITY, 100_000_000, 200);
        recording.next = new OutOfMemoryError("of the test");
        startAndAwait();
        ((Receiver) receiver).store(new Object());
        clock.awaitWaiters(1);
        clock.advance(200);
        await().until(() -> recording.lastError().contains("no block could be cut between two batches"));
        clock.awaitWaiters(1);
        clock.advance(200);

        await().until(() -> recording.lastError().contains("stays in memory as objects"));
        assertThat(run.takeBlocks()).extracting(BlockInfo::records).containsExactly(1L);
    }

    @Test
    void shouldDropAndCountWhatIsSentAgain() throws Exception {
        startAndAwait();
        receiver.store("a", Position.of("lane", 1));
        receiver.store("b", Position.of("lane", 5));
        receiver.store("b again", Position.of("lane", 5));
        receiver.store("a again", Position.of("lane", 1));
        receiver.store("other", Position.of("lane 2", 1));

        List<BlockInfo> taken = run.takeBlocks();

        assertThat(Collected.of(run.blocks(), taken.get(0).id())).containsExactly("a", "b", "other");
        assertThat(run.counters()).containsEntry("duplicates-dropped", 2L);
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 5));
        assertThat(receiver.context().lastPosition("unknown")).isEmpty();
    }

    @Test
    void shouldAcknowledgeInOrderOnceBatchesHaveCompleted() {
        startAndAwait();
        receiver.store(List.of("a"), "one");
        receiver.store(List.of("b"), "two");
        receiver.store(List.<String>of(), "three");
        List<BlockId> blocks = ids(run.takeBlocks());
        assertThat(receiver.acknowledged).isEmpty();

        run.completed(blocks.subList(1, 3));
        run.completed(blocks.subList(0, 1));

        await().until(() -> receiver.acknowledged.size() == 3);
        assertThat(receiver.acknowledged).containsExactly("one", "two", "three");
    }

    @Test
    void shouldRestartWhenAnAcknowledgementFails() throws Exception {
        receiver.onAcknowledge = () -> {
            throw new IllegalStateException("channel closed");
        };
        startAndAwait();
        receiver.store(List.of("a"), "one");

        run.completed(ids(run.takeBlocks()));

        await().until(() -> run.info().restarts() == 1);
        assertThat(recording.lastError()).contains("acknowledge failed", "channel closed");
        assertThat(run.counters()).containsEntry("unacknowledged", 1L);
    }

    @Test
    void shouldAcknowledgeWhatFollowsWhenAnAcknowledgementLeavesItsThreadInterrupted() {
        receiver.onAcknowledge = () -> Thread.currentThread().interrupt();
        startAndAwait();
        receiver.store(List.of("a"), "one");
        run.completed(ids(run.takeBlocks()));
        await().until(() -> receiver.acknowledged.equals(List.of("one")));
        receiver.store(List.of("b"), "two");

        run.completed(ids(run.takeBlocks()));

        await().until(() -> receiver.acknowledged.equals(List.of("one", "two")));
    }

    @Test
    void shouldRestartWhenAnAcknowledgementRunsOutOfMemory() {
        receiver.onAcknowledge = () -> {
            throw new OutOfMemoryError("of the test");
        };
        startAndAwait();
        receiver.store(List.of("a"), "one");

        run.completed(ids(run.takeBlocks()));

        await().until(() -> run.info().restarts() == 1);
        assertThat(recording.lastError()).contains("acknowledge failed", "of the test");
    }

    @Test
    void shouldNotAcknowledgeToALaterAttempt() {
        startAndAwait();
        receiver.store(List.of("a"), "of the first attempt");
        List<BlockId> blocks = ids(run.takeBlocks());
        receiver.restart("again", new IllegalStateException(), 0);
        await().until(() -> run.info().restarts() == 1 && receiver.isStarted());

        run.completed(blocks);

        await().until(() -> run.counters().containsKey("unacknowledged"));
        assertThat(receiver.acknowledged).isEmpty();
    }

    @Test
    void shouldStillAcknowledgeWhileDraining() {
        startAndAwait();
        receiver.store(List.of("a"), "one");
        run.drain();
        assertThatThrownBy(() -> receiver.store("late")).isInstanceOf(ReceiverStoppedException.class);

        run.completed(ids(run.takeBlocks()));

        await().until(() -> receiver.acknowledged.equals(List.of("one")));
        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void shouldWaitWhileAcknowledgementsAreOutstanding() throws Exception {
        CountDownLatch peer = new CountDownLatch(1);
        receiver.onAcknowledge = peer::await;
        startAndAwait();
        for (int i = 0; i < 4; i++) {
            receiver.store(List.of("a"), i);
        }
        run.completed(ids(run.takeBlocks()));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> receiver.store(List.of("b"), 4));
        await().until(() -> run.backlog().records() == 0);
        assertThat(waiting).isNotDone();

        peer.countDown();

        waiting.get();
    }

    @Test
    void shouldSayWhyItHasStoppedWhenItsSupervisorFails() throws Exception {
        clock.broken = true;
        run.start();

        await().until(() -> recording.events.contains("stopped"));
        assertThat(recording.lastError()).contains("its supervisor has failed", "the clock is broken");
        assertThat(receiver.isStopped()).isTrue();
    }

    @Test
    void shouldNotStartOnceItWasStopped() throws Exception {
        assertThat(run.stop(PATIENCE)).isTrue();
        run.start();

        await().until(() -> recording.events.contains("stopped"));
        assertThat(receiver.calls).isEmpty();
    }

    private long queued() {
        return run.backlog().records();
    }

    private void startAndAwait() {
        run.start();
        await().until(() -> receiver.isStarted() && recording.events.contains("started 0"));
    }

    private static List<BlockId> ids(List<BlockInfo> blocks) {
        return blocks.stream().map(BlockInfo::id).toList();
    }

    private ReceiverSupervisor<String> supervisor(double rate, long maxBytes, long blockMillis) {
        ReceiverSettings settings = new ReceiverSettings(
                "test",
                new Duration(1_000),
                new Duration(blockMillis),
                maxBytes,
                2 * maxBytes,
                3,
                rate,
                new Duration(2_000),
                new Duration(10_000),
                null);
        return new ReceiverSupervisor<>(5, receiver, settings, clock, recording, null);
    }
}
