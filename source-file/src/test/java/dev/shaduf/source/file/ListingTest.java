// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Durations;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listings that take their time. */
class ListingTest {
    private final ManualClock clock = new ManualClock(1_000_000);
    private final AtomicInteger listings = new AtomicInteger();
    private final FileSource<String> source = FileSource.text("strange:/slow")
            .listInterval(Durations.milliseconds(5))
            .settle(Durations.milliseconds(0))
            .build();

    @AfterEach
    void listFast() {
        StrangeStore.listing = () -> {};
    }

    @Test
    void shouldPlanAtOnceWhileAListingIsUnderWay() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Probe<String> probe = new Probe<>(source, clock)) {
            StrangeStore.listing = () -> {
                listings.incrementAndGet();
                awaitQuietly(end);
            };
            await().until(() -> {
                clock.advance(Durations.seconds(1));
                return listings.get() == 1;
            });
            probe.planner().plan(ReadLimit.NONE); // what was listed before

            assertThat(probe.planner().plan(ReadLimit.NONE)).isEmpty();
            assertThat(end.getCount()).isEqualTo(1);
            end.countDown();
        }
    }

    @Test
    void shouldPauseNineTimesAsLongAsAListingTook() throws Exception {
        StrangeStore.listing = () -> {
            listings.incrementAndGet();
            clock.advance(Durations.seconds(1));
        };
        try (Probe<String> probe = new Probe<>(source, clock)) {
            awaitPause();
            int before = listings.get();
            for (int i = 0; i < 8; i++) {
                clock.advance(Durations.seconds(1));
                awaitPause();
            }
            assertThat(listings).hasValue(before);

            clock.advance(Durations.seconds(1));
            await().until(() -> listings.get() == before + 1);
            assertThat(probe.planner().metadata()).containsEntry("ListingMillis", 1_000L);
        }
    }

    /** Waits until the thread that lists waits for a time to come. */
    private void awaitPause() {
        await().until(() -> clock.waiters().stream().anyMatch(time -> time > clock.currentTimeMillis()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
