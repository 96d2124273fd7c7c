// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code store} of one record, in records per microsecond of all threads. A context runs a batch every 20 ms that looks at
 * no record and so makes room.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiverStore {
    private static final String RECORD = "GET /index.html 200 ".repeat(5);

    private final CountDownLatch started = new CountDownLatch(1);
    private StreamingContext context;
    private Receiver<String> receiver;

    /** Starts the context and waits for the receiver. */
    @Setup
    public void start() throws InterruptedException {
        receiver = new Driven(started);
        context = StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.backpressure.enabled", "false")
                .conf("shaduf.stop.on.shutdown", "false")
                .master("local[2]")
                .appName("benchmark")
                .batchInterval(Durations.milliseconds(20))
                .build();
        context.receiverStream(receiver).foreachRDD(rdd -> {});
        context.start();
        started.await();
    }

    /** Stops the context. */
    @TearDown
    public void stop() {
        context.stop();
    }

    /** One thread. */
    @Benchmark
    @Threads(1)
    public void byOneThread() {
        receiver.store(RECORD);
    }

    /** Two threads. */
    @Benchmark
    @Threads(2)
    public void byTwoThreads() {
        receiver.store(RECORD);
    }

    /** Stores what the threads of the benchmark give it. */
    private static final class Driven extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch started;

        Driven(CountDownLatch started) {
            super(StorageLevel.MEMORY_ONLY);
            this.started = started;
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onStop() {}
    }
}
