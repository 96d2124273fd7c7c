// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerStreamingStarted;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerBusTest {
    private final Events events = new Events();
    private final ListenerBus bus = new ListenerBus("bus-test", 2);

    @AfterEach
    void stop() throws InterruptedException {
        bus.stop(Deadline.after(new Duration(10_000)));
    }

    @Test
    void shouldCallListenersInOrderOnItsOwnThread() throws Exception {
        bus.add(noting("a"));
        bus.add(noting("b"));
        bus.start();

        post(1);
        events.await("b 1");
        post(2);
        events.await("b 2");

        assertThat(events.all()).containsExactly("a 1", "b 1", "a 2", "b 2");
        assertThat(bus.onOwnThread()).isFalse();
    }

    @Test
    void shouldCallAListenerAgainWhenItThrew() throws Exception {
        bus.add(new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                throw new AssertionError("a listener's own fault");
            }
        });
        bus.add(noting("b"));
        bus.start();

        post(1);
        events.await("b 1");
        post(2);
        events.await("b 2");

        assertThat(events.all()).containsExactly("b 1", "b 2");
    }

    @Test
    void shouldGoOnWhenWhatAListenerThrewCannotBeShown() throws Exception {
        bus.add(new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                throw new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new NullPointerException("in getMessage");
                    }
                };
            }
        });
        bus.add(noting("b"));
        bus.start();

        post(1);
        events.await("b 1");
        post(2);
        events.await("b 2");

        assertThat(bus.waiting()).isZero();
    }

    @Test
    void shouldGoOnWhenAListenerLeavesItsThreadInterrupted() throws Exception {
        bus.add(new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                Thread.currentThread().interrupt();
            }
        });
        bus.add(noting("b"));
        bus.start();

        post(1);
        events.await("b 1");
        post(2);
        events.await("b 2");

        assertThat(bus.waiting()).isZero();
    }

    @Test
    void shouldDropAndCountEventsWhenAListenerIsTooSlow() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        bus.add(new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                entered.countDown();
                awaitQuietly(release);
            }
        });
        bus.start();
        post(0);
        entered.await();

        for (int i = 1; i <= 5; i++) {
            post(i);
        }

        assertThat(bus.dropped()).isEqualTo(3);
        assertThat(bus.waiting()).isEqualTo(2);
        release.countDown();
    }

    @Test
    void shouldDeliverWhatWasPostedBeforeItStops() throws Exception {
        bus.add(noting("a"));
        bus.start();
        post(1);
        post(2);

        assertThat(bus.stop(Deadline.after(new Duration(10_000)))).isTrue();

        assertThat(events.all()).containsExactly("a 1", "a 2");
    }

    @Test
    void shouldEndInTimeWhenAListenerNeverReturns() throws Exception {
        bus.add(new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                awaitQuietly(new CountDownLatch(1));
            }
        });
        bus.start();
        post(1);

        assertThat(bus.stop(Deadline.after(new Duration(50)))).isFalse();
    }

    private void post(long time) {
        bus.post(listener -> listener.onStreamingStarted(new StreamingListenerStreamingStarted(new Time(time))));
    }

    private StreamingListener noting(String name) {
        return new StreamingListener() {
            @Override
            public void onStreamingStarted(StreamingListenerStreamingStarted event) {
                events.add(name + " " + event.time().milliseconds());
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
