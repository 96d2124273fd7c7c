// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerGap;
import dev.shaduf.testkit.CollectedBatch;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wall clocks that jump. */
@ExtendWith(NoThreadLeft.class)
class ClockFaultsTest {
    private static final Duration HOUR = Durations.minutes(60);
    private static final Duration SECOND = Durations.seconds(1);

    /** What a listener hears of gaps. */
    private static final class Gaps implements StreamingListener {
        private final List<StreamingListenerGap> heard = new CopyOnWriteArrayList<>();

        @Override
        public void onGap(StreamingListenerGap event) {
            heard.add(event);
        }
    }

    @Test
    void shouldGoOnFromTheLastTimeAndReportItWhenTheClockIsSetBackAnHour() throws Exception {
        Gaps gaps = new Gaps();
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Integer> sink =
                    harness.collect(harness.source(List.of(1), List.of(2), List.of(3), List.of(4)));
            harness.context().addStreamingListener(gaps);
            harness.runBatches(2);
            Time last = harness.lastBatch();
            harness.clock().awaitWaiter(last.plus(SECOND).milliseconds());

            harness.clock().setTime(last.minus(HOUR).milliseconds());
            while (sink.collected().size() < 4) {
                harness.clock().awaitWaiter(0);
                harness.clock().advance(SECOND);
                Thread.yield();
            }

            assertThat(sink.records()).containsExactly(1, 2, 3, 4);
            assertThat(sink.collected().stream().map(CollectedBatch::time).toList())
                    .startsWith(last.minus(SECOND), last, last.plus(SECOND), last.plus(SECOND.times(2)));
            await().until(() -> !gaps.heard.isEmpty());
            assertThat(gaps.heard).hasSize(1);
            assertThat(gaps.heard.get(0).reason()).contains("set back by 3599000 ms", "go on from the last one");
        }
    }

    @Test
    void shouldReportAGapAndKeepWhatWindowsNeedWhenTheClockIsSetForwardAnHour() throws Exception {
        Gaps gaps = new Gaps();
        try (StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Long> counts = harness.collect(
                    harness.source(List.of(1), List.of(2, 3)).countByWindow(Durations.seconds(3), SECOND));
            harness.context().addStreamingListener(gaps);
            harness.runBatches(1);
            Time last = harness.lastBatch();
            harness.clock().awaitWaiter(last.plus(SECOND).milliseconds());

            harness.clock().setTime(last.plus(HOUR).milliseconds());
            await().until(() ->
                    gaps.heard.size() == 1 && harness.status().batches().waiting() == 0);
            await().until(() -> counts.records().contains(2L));

            assertThat(gaps.heard.get(0).batches()).isEqualTo(3_599);
            assertThat(gaps.heard.get(0).reason()).contains("the clock jumped ahead");
            assertThat(gaps.heard.get(0).first()).isEqualTo(last.plus(SECOND));
            assertThat(counts.records()).startsWith(1L).endsWith(2L).hasSizeLessThanOrEqualTo(5);
            assertThat(harness.status().batches().gaps()).isEqualTo(1);
            assertThat(harness.status().batches().passedOver()).isEqualTo(3_599);
        }
    }
}
