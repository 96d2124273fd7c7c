// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingStatus;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.time.Durations;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A job that is five times too slow for its input, with what bounds it: the rate that follows the job, or the bytes of a
 * receiver alone. Each runs for 8 s, or for ten minutes in a soak.
 */
@ExtendWith(NoThreadLeft.class)
class OverloadTest {
    private static final long SECONDS = Soak.ON ? 600 : 8;
    private static final int MEASUREMENTS = 6;
    private static final long WANTED_PER_SECOND = 100_000;
    private static final long MICROS_PER_RECORD = 5 * 1_000_000 / WANTED_PER_SECOND;
    private static final int RECORD_CHARACTERS = 100;
    private static final long MOST_BYTES = 8L << 20;
    /** What a batch, and what waits to become one, may differ by from one moment to another. */
    private static final long ALLOWED_GROWTH = 2 * MOST_BYTES;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldRunWithAFlatHeapWhenTheRateFollowsTheJob() throws Exception {
        runWithAFlatHeap(true);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldRunWithAFlatHeapWhenBytesAloneHoldTheReceiverBack() throws Exception {
        runWithAFlatHeap(false);
    }

    private static void runWithAFlatHeap(boolean backPressure) throws Exception {
        Soak soak = new Soak();
        long seed = System.nanoTime();
        Lines lines = new Lines(seed);
        try (StreamingContext ssc = context(backPressure)) {
            ssc.receiverStream(lines).foreachRDD(rdd -> rdd.foreachPartition(OverloadTest::processSlowly));
            ssc.start();
            long begin = System.nanoTime();
            for (int i = 1; i <= MEASUREMENTS; i++) {
                watchUntil(ssc, begin + TimeUnit.SECONDS.toNanos(SECONDS) * i / MEASUREMENTS);
                soak.measure();
            }

            long wanted = SECONDS * WANTED_PER_SECOND;
            System.out.println("seed " + seed + ", back-pressure " + backPressure + ": stored " + lines.stored + " of "
                    + wanted + ", " + ssc.status().line() + ", " + soak);
            assertThat(ssc.status().batches().completed()).isPositive();
            assertThat(lines.stored.get()).as("the job is too slow").isLessThan(wanted / 2);
            assertThat(soak.growth()).as("seed %d: %s", seed, soak).isLessThan(ALLOWED_GROWTH);
        }
    }

    private static void watchUntil(StreamingContext ssc, long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            if (ssc.awaitTerminationOrTimeout(50)) {
                throw new IllegalStateException("the context has stopped: " + ssc.status());
            }
            StreamingStatus status = ssc.status();
            assertThat(status.batches().waiting()).isLessThanOrEqualTo(2);
            assertThat(status.inputs().get(0).backlogBytes()).isLessThanOrEqualTo(MOST_BYTES + RECORD_CHARACTERS * 10);
        }
    }

    private static StreamingContext context(boolean backPressure) {
        return StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.backpressure.enabled", "" + backPressure)
                .conf("shaduf.receiver.max.bytes", "" + MOST_BYTES)
                .conf("shaduf.retained.batches", "50")
                .master("local[2]")
                .appName("overload")
                .batchInterval(Durations.milliseconds(100))
                .build();
    }

    /** The sleep is the work that takes too long. */
    private static void processSlowly(Iterator<String> lines) throws InterruptedException {
        int count = 0;
        while (lines.hasNext()) {
            lines.next();
            if (++count % 100 == 0) {
                Thread.sleep(100 * MICROS_PER_RECORD / 1_000);
            }
        }
    }

    /** Wants to store so many lines per second, and is held back. */
    private static final class Lines extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        private final AtomicLong stored = new AtomicLong();
        private final long seed;

        Lines(long seed) {
            super(StorageLevel.MEMORY_ONLY);
            this.seed = seed;
        }

        @Override
        public void onStart() {
            Thread thread = new Thread(this::run, context().threadName("lines"));
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void onStop() {}

        private void run() {
            Random random = new Random(seed);
            long begin = System.nanoTime();
            try {
                while (!isStopped()) {
                    long wanted = (System.nanoTime() - begin) / 1_000 * WANTED_PER_SECOND / 1_000_000;
                    while (stored.get() < wanted && !isStopped()) {
                        store(Character.toString('a' + random.nextInt(26)).repeat(RECORD_CHARACTERS));
                        stored.incrementAndGet();
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (ReceiverStoppedException e) {
                return; // the end of a test
            }
        }
    }
}
