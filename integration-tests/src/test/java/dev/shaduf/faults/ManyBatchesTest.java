// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import dev.shaduf.time.Durations;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches of 5 ms, many of them: 800, or 10,000 in a soak. */
@ExtendWith(NoThreadLeft.class)
class ManyBatchesTest {
    private static final int BATCHES = Soak.ON ? 10_000 : 800;
    private static final int MEASUREMENTS = 8;
    private static final long ALLOWED_GROWTH = 2L << 20;
    private static final int KEYS = 500;
    /** Threads for tasks are made when they are first needed. */
    private static final int WORKERS = 2;

    private final LongAdder results = new LongAdder();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldGrowNeitherInHeapNorInThreads() throws Exception {
        Soak soak = new Soak();
        try (StreamingContext ssc = context()) {
            describe(ssc);
            ssc.start();
            awaitBatches(ssc, BATCHES / MEASUREMENTS);
            for (int i = 1; i <= MEASUREMENTS; i++) {
                awaitBatches(ssc, (long) BATCHES * i / MEASUREMENTS);
                soak.measure();
            }

            assertThat(ssc.status().states())
                    .allSatisfy(state -> assertThat(state.keys()).isLessThanOrEqualTo(KEYS));
            assertThat(ssc.status().batches().journaled()).isLessThan(50);
        }
        System.out.println(BATCHES + " batches of 5 ms: " + soak);
        assertThat(results.sum()).isPositive();
        assertThat(soak.growth()).as(soak::toString).isLessThan(ALLOWED_GROWTH);
        assertThat(soak.threads())
                .as(soak::toString)
                .allMatch(count -> count <= soak.threads().get(0) + WORKERS);
    }

    private static StreamingContext context() {
        return StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.retained.batches", "50")
                .conf("shaduf.receiver.max.rate", "20000")
                .conf("shaduf.backpressure.enabled", "false")
                .master("local[2]")
                .appName("soak")
                .batchInterval(Durations.milliseconds(5))
                .build();
    }

    /** A receiver, a shuffle, a window with and one without an inverse, a state with timeouts, and an output of each. */
    private void describe(StreamingContext ssc) {
        DStream<Integer> numbers = ssc.receiverStream(new Numbers());
        PairDStream<Integer, Integer> ones = numbers.mapToPair(number -> new Tuple2<>(number % KEYS, 1));
        count(ones.reduceByKey(Integer::sum));
        count(ones.reduceByKeyAndWindow(
                Integer::sum, (all, old) -> all - old, Durations.milliseconds(50), Durations.milliseconds(10)));
        count(numbers.window(Durations.milliseconds(50), Durations.milliseconds(25)));
        count(ones.mapWithState(StateSpec.<Integer, Integer, Integer, Integer>function((key, one, state) -> {
                    int total = state.getOption().orElse(0) + one.orElse(0);
                    if (!state.isTimingOut()) {
                        state.update(total);
                    }
                    return total;
                })
                .timeout(Durations.milliseconds(100))));
    }

    private void count(DStreamLike<?, ?, ?> stream) {
        stream.foreachRDD(rdd -> results.add(rdd.count()));
    }

    private static void awaitBatches(StreamingContext ssc, long count) throws InterruptedException {
        while (ssc.status().batches().completed() < count) {
            if (ssc.awaitTerminationOrTimeout(5)) {
                throw new IllegalStateException("the context has stopped: " + ssc.status());
            }
        }
    }

    /** Stores numbers as fast as the rate allows. */
    private static final class Numbers extends Receiver<Integer> {
        private static final long serialVersionUID = 1L;

        Numbers() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {
            Thread thread = new Thread(this::run, context().threadName("numbers"));
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void onStop() {}

        private void run() {
            try {
                for (int number = 0; !isStopped(); number = (number + 1) & Integer.MAX_VALUE) {
                    store(number);
                }
            } catch (ReceiverStoppedException e) {
                return; // the end of a test
            }
        }
    }
}
