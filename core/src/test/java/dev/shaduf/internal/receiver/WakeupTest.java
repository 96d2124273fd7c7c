// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WakeupTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private final StubClock clock = new StubClock();
    private final Wakeup wakeup = new Wakeup(clock);

    @Test
    void shouldNotWaitWhenCalledAfterTheTicketWasTaken() throws InterruptedException {
        long ticket = wakeup.ticket();
        wakeup.call();

        wakeup.await(ticket);
        wakeup.await(ticket, HOUR_NANOS);
    }

    @Test
    void shouldEndAWaitForTheClockAndLeaveNoInterruptBehind() throws Exception {
        long ticket = wakeup.ticket();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            waitAnHour(ticket);
            return Thread.currentThread().isInterrupted();
        });
        clock.awaitWaiters(1);

        wakeup.call();

        assertThat(interrupted.get()).isFalse();
    }

    @Test
    void shouldLeaveNoInterruptBehindThatCameWhenTheClockHadReturnedAlready() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        StubClock late = new StubClock() {
            @Override
            public void waitUntil(long until) {
                waiting.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        };
        Wakeup itsWakeup = new Wakeup(late);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            try {
                itsWakeup.await(itsWakeup.ticket(), HOUR_NANOS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Thread.currentThread().isInterrupted();
        });
        waiting.await();

        itsWakeup.call();

        assertThat(interrupted.get()).isFalse();
    }

    @Test
    void shouldEndAWaitWhenTheTimeHasPassed() throws Exception {
        long ticket = wakeup.ticket();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> waitAnHour(ticket));
        clock.awaitWaiters(1);

        clock.advance(3_600_000);

        waiting.get();
    }

    @Test
    void shouldPassOnTheInterruptOfSomebodyElse() {
        long ticket = wakeup.ticket();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> wakeup.await(ticket, HOUR_NANOS)).isInstanceOf(InterruptedException.class);
    }

    private void waitAnHour(long ticket) {
        try {
            wakeup.await(ticket, HOUR_NANOS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
