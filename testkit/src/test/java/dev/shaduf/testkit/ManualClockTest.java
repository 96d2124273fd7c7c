// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock(1_000);

    @Test
    void shouldStandStillUntilItIsAdvanced() {
        assertThat(clock.now()).isEqualTo(new Time(1_000));

        clock.advance(Durations.milliseconds(5));

        assertThat(clock.currentTimeMillis()).isEqualTo(1_005);
        assertThat(clock.nanoTime()).isEqualTo(5_000_000);
    }

    @Test
    void shouldLeaveTheMonotonicTimeAloneWhenItIsSet() {
        clock.advance(Durations.milliseconds(5));

        clock.setTime(1);

        assertThat(clock.currentTimeMillis()).isEqualTo(1);
        assertThat(clock.nanoTime()).isEqualTo(5_000_000);
    }

    @Test
    void shouldRefuseToAdvanceBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Durations.milliseconds(-1)))
                .withMessageContaining("setTime");
    }

    @Test
    void shouldReturnAtOnceWhenTheTimeHasCome() throws InterruptedException {
        clock.waitUntil(1_000);

        assertThat(clock.waiters()).isEmpty();
    }

    @Test
    void shouldReleaseAWaiterWhenItsTimeHasComeAndNotBefore() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Thread waiter = waiter(2_000, released);
        clock.awaitWaiter(2_000);

        clock.advance(Durations.milliseconds(999));
        clock.setTime(500);
        assertThat(clock.waiters()).containsExactly(2_000L);
        assertThat(released.getCount()).isEqualTo(1);

        clock.setTime(2_000);
        assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        waiter.join();
        assertThat(clock.waiters()).isEmpty();
    }

    @Test
    void shouldReleaseAWaiterOfATimeThatWasSetBackWhenAsMuchTimeHasPassedAsWasMissing() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Thread waiter = waiter(2_000, released);
        clock.awaitWaiter(2_000);

        clock.setTime(0);
        clock.advance(Durations.milliseconds(999));
        assertThat(clock.waiters()).containsExactly(2_000L);

        clock.advance(Durations.milliseconds(1));
        assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        waiter.join();
    }

    @Test
    void shouldForgetAWaiterThatIsInterrupted() throws Exception {
        Thread waiter = waiter(2_000, new CountDownLatch(1));
        clock.awaitWaiter(1_500);

        waiter.interrupt();
        waiter.join();

        assertThat(clock.waiters()).isEmpty();
    }

    @Test
    void shouldSayWhoWaitsWhenNobodyWaitsForTheTime() throws Exception {
        Thread waiter = waiter(2_000, new CountDownLatch(1));
        clock.awaitWaiter(2_000);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> clock.awaitWaiter(2_001, 1, TimeUnit.MILLISECONDS))
                .withMessageContaining("2001")
                .withMessageContaining("[2000]");
        waiter.interrupt();
        waiter.join();
    }

    private Thread waiter(long time, CountDownLatch released) {
        Thread waiter = new Thread(() -> {
            try {
                clock.waitUntil(time);
                released.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        return waiter;
    }
}
