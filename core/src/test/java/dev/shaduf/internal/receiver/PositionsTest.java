// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.Position;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private final Positions positions = new Positions();

    @Test
    void shouldCutOnlyWhenNoStoreIsHalfDone() throws InterruptedException, ExecutionException {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        Thread receiver = new Thread(() -> positions.advance(Position.of("lane", 1), () -> {}, () -> {
            storing.countDown();
            uninterrupted(stored);
        }));
        receiver.start();
        storing.await();
        FutureTask<Map<String, Position>> cut = new FutureTask<>(() -> positions.still(() -> {}));
        Thread cutter = new Thread(cut);
        cutter.start();
        await().until(() -> !cutter.isAlive() || cutter.getState() == Thread.State.WAITING);
        stored.countDown();

        assertThat(cut.get()).containsEntry("lane", Position.of("lane", 1));
        receiver.join();
    }

    @Test
    void shouldWaitUnderTheLimitsWithoutKeepingACutWaiting() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch space = new CountDownLatch(1);
        Thread receiver = new Thread(() -> positions.advance(
                Position.of("lane", 1),
                () -> {
                    waiting.countDown();
                    uninterrupted(space);
                },
                () -> {}));
        receiver.start();
        waiting.await();

        assertThat(positions.still(() -> {})).isEmpty();
        space.countDown();
        receiver.join();
    }

    @Test
    void shouldGoOnFromRestoredPositions() {
        positions.restore(Map.of("lane", Position.of("lane", 5)));

        assertThat(positions.advance(Position.of("lane", 5), () -> {})).isFalse();
        assertThat(positions.advance(Position.of("lane", 6), () -> {})).isTrue();
        assertThat(positions.last("lane")).contains(Position.of("lane", 6));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
