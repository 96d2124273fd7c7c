// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final long HOUR = 3_600_000;
    private static final Duration SECOND = new Duration(1_000);

    private final StepClock clock = new StepClock(10_300);
    private final List<Duration> skews = new ArrayList<>();
    private final Ticker ticker = new Ticker(clock, SECOND, new Time(10_000), (behind, last) -> skews.add(behind));

    @Test
    void shouldAlignTheZeroTimeToTheEpochWhenStartedBetweenTwoTimes() {
        assertThat(Ticker.zero(10_300, SECOND)).isEqualTo(new Time(10_000));
        assertThat(Ticker.zero(11_000, SECOND)).isEqualTo(new Time(11_000));
    }

    @Test
    void shouldWaitForTheNextTimeWhenItIsNotDue() throws Exception {
        FutureTask<Void> waiting = awaiting();

        clock.advance(699);
        assertThat(waiting.isDone()).isFalse();
        clock.advance(1);

        waiting.get();
        assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(11_000), 0));
    }

    @Test
    void shouldPlanLateTimesInTheirTurnWhenThePauseWasShort() throws Exception {
        clock.advance(1_700);

        ticker.await();
        assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(11_000), 0));
        ticker.await();
        assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(12_000), 0));
    }

    @Test
    void shouldPassTimesOverWhenTheClockJumpsAhead() throws Exception {
        clock.advance(4_700);
        ticker.await();

        Tick tick = ticker.take(false);

        assertThat(tick).isEqualTo(new Tick(new Time(15_000), 4));
        assertThat(tick.gapStart(SECOND)).isEqualTo(new Time(11_000));
        assertThat(tick.gapEnd(SECOND)).isEqualTo(new Time(14_000));
    }

    @Test
    void shouldPassTimesOverWhenItWaitedForAPlace() throws Exception {
        clock.advance(1_700);
        ticker.await();

        assertThat(ticker.take(true)).isEqualTo(new Tick(new Time(12_000), 1));
    }

    @Test
    void shouldGoOnFromTheLastTimeWhenTheClockIsSetBackAnHour() throws Exception {
        clock.advance(700);
        ticker.await();
        ticker.take(false);
        clock.set(clock.currentTimeMillis() - HOUR);

        FutureTask<Void> waiting = awaiting();
        clock.advance(999);
        assertThat(waiting.isDone()).isFalse();
        clock.advance(1);

        waiting.get();
        assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(12_000), 0));
        assertThat(skews).containsExactly(new Duration(HOUR));
    }

    @Test
    void shouldNoticeTheClockSetBackWhenItIsWaiting() throws Exception {
        FutureTask<Void> waiting = awaiting();
        clock.set(clock.currentTimeMillis() - HOUR);
        clock.awaitWaiting(1);
        clock.advance(1_000);

        waiting.get();

        assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(11_000), 0));
    }

    @Test
    void shouldReportTheSkewOnceWhenTheClockStaysBehind() throws Exception {
        clock.set(10_300 - HOUR);
        for (int i = 1; i <= 3; i++) {
            FutureTask<Void> waiting = awaiting();
            clock.advance(1_000);
            waiting.get();
            assertThat(ticker.take(false)).isEqualTo(new Tick(new Time(10_000 + i * 1_000), 0));
        }

        assertThat(skews).hasSize(1);
    }

    @Test
    void shouldTakeTheNextTimeAtOnceWhenDraining() {
        assertThat(ticker.takeNext()).isEqualTo(new Tick(new Time(11_000), 0));
        assertThat(ticker.takeNext()).isEqualTo(new Tick(new Time(12_000), 0));
    }

    private FutureTask<Void> awaiting() throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            ticker.await();
            return null;
        });
        Thread thread = new Thread(task, "ticker-test");
        thread.setDaemon(true);
        thread.start();
        clock.awaitWaiting(1);
        return task;
    }
}
