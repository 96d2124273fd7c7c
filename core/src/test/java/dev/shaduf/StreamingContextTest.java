// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class StreamingContextTest {
    private static final Duration INTERVAL = new Duration(20);

    private final String name = Names.unique();

    @Test
    void shouldProcessAQueueBatchByBatch() throws Exception {
        BlockingQueue<Map<String, Integer>> results = new LinkedBlockingQueue<>();
        try (StreamingContext ssc = new StreamingContext("local[2]", name, INTERVAL)) {
            Queue<RDD<String>> queue = new ArrayDeque<>();
            queue.add(ssc.context().parallelize(List.of("a b a", "c"), 2));
            queue.add(ssc.context().parallelize(List.of("b"), 1));
            ssc.queueStream(queue)
                    .flatMap(line -> List.of(line.split(" ")).iterator())
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .reduceByKey(Integer::sum)
                    .foreachRDD(rdd -> results.add(rdd.collectAsMap()));
            ssc.start();

            assertThat(results.take()).isEqualTo(Map.of("a", 2, "b", 1, "c", 1));
            assertThat(results.take()).isEqualTo(Map.of("b", 1));
            assertThat(results.take()).isEmpty();
        }
        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldRefuseWaysToKeepStatesThatComeTooLate() {
        try (StreamingContext ssc = new StreamingContext("local[2]", name, INTERVAL)) {
            ssc.queueStream(new ArrayDeque<RDD<String>>()).foreachRDD(rdd -> {});
            ssc.start();

            assertThatThrownBy(() -> ssc.stateCodec(new StateFormsTest.LongCodec(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stateCodec(")
                    .hasMessageContaining("has been started; register the codec before start()");
            assertThatThrownBy(() -> ssc.stateRenamed("com.acme.Old", String.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stateRenamed(\"com.acme.Old\", java.lang.String) is refused");
        }
    }

    @Test
    void shouldProcessEverythingAReceiverStoredWhenStoppedGracefully() throws Exception {
        Map<Long, Boolean> seen = new ConcurrentHashMap<>();
        Numbers receiver = new Numbers(1_000);
        StreamingContext ssc = new StreamingContext("local[2]", name, new Duration(50));
        ssc.receiverStream(receiver).foreachRDD(rdd -> rdd.collect().forEach(n -> seen.put(n, true)));
        ssc.start();
        receiver.thread().join();

        ssc.stop(true, true);

        assertThat(seen).hasSize(1_000);
        assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(ssc.status().stopReport()).hasValueSatisfying(report -> {
            assertThat(report.recordsLeft()).isZero();
            assertThat(report.unfinished()).isEmpty();
        });
        assertThat(ssc.status().batches().records()).isEqualTo(1_000);
        assertThat(Names.threadsOf(name)).isEmpty();
    }

    /** Stores numbers from 0. */
    private static final class Numbers extends Receiver<Long> {
        private final long count;
        private final BlockingQueue<Thread> started = new LinkedBlockingQueue<>();

        Numbers(long count) {
            super(StorageLevel.MEMORY_ONLY);
            this.count = count;
        }

        Thread thread() throws InterruptedException {
            return started.take();
        }

        @Override
        public void onStart() {
            Thread thread = new Thread(this::run, "numbers");
            thread.start();
            started.add(thread);
        }

        @Override
        public void onStop() {}

        private void run() {
            for (long n = 0; n < count; n++) {
                store(n);
            }
        }
    }
}
