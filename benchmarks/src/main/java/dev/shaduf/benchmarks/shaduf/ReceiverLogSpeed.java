// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.StreamingContext;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast a receiver stores bytes durably, beside what {@code dd conv=fdatasync} writes in the same directory, in turns: each {@code
 * store} returns when its bytes are on disk.
 */
public final class ReceiverLogSpeed {
    private static final Set<String> OPTIONS = Set.of("dir", "megabytes", "rounds", "threads", "piece");
    private static final int MEGABYTE = 1 << 20;
    private static final double NANOS = 1e9;

    private final Path directory;
    private final int megabytes;
    private final int piece;
    private final int threads;

    private ReceiverLogSpeed(Arguments arguments) {
        this.directory = Path.of(arguments.text("dir"));
        this.megabytes = arguments.integer("megabytes", 512);
        this.piece = arguments.integer("piece", MEGABYTE);
        this.threads = arguments.integer("threads", 2);
    }

    /**
     * Measures and prints each round.
     *
     * @param args {@code --dir DIRECTORY [--megabytes 512] [--rounds 5] [--threads 2] [--piece BYTES]}
     * @throws Exception if something cannot be written
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(OPTIONS, args);
        ReceiverLogSpeed speed = new ReceiverLogSpeed(arguments);
        Files.createDirectories(speed.directory);
        for (int round = 1; round <= arguments.integer("rounds", 5); round++) {
            double dd = speed.dd();
            double log = speed.log(round);
            // checkstyle: allow Console, because that is where the result is shown
            System.out.printf(
                    Locale.ROOT,
                    "round %d: dd %.0f MB/s, receiver log %.0f MB/s, ratio %.2f%n",
                    round,
                    dd,
                    log,
                    log / dd);
        }
    }

    /** Returns the megabytes per second of dd. */
    private double dd() throws IOException, InterruptedException {
        Path file = directory.resolve("dd");
        long begun = System.nanoTime();
        int exit = new ProcessBuilder(
                        "dd", "if=/dev/zero", "of=" + file, "bs=1M", "count=" + megabytes, "conv=fdatasync")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("dd ended with " + exit);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        Files.delete(file);
        return megabytes / seconds;
    }

    private double log(int round) throws InterruptedException {
        Storing receiver = new Storing(piece, threads, (long) megabytes * MEGABYTE);
        try (StreamingContext context = StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.backpressure.enabled", "false")
                .conf("shaduf.receiver.max.bytes", "4g")
                .conf("shaduf.stop.on.shutdown", "false")
                .conf(
                        "shaduf.checkpoint.dir",
                        directory.resolve("checkpoint-" + round).toString())
                .master("local[2]")
                .appName("receiver-log")
                .batchInterval(Durations.milliseconds(200))
                .build()) {
            context.receiverStream(receiver).foreachRDD(rdd -> {});
            context.start();
            receiver.done.await();
            return megabytes / receiver.seconds();
        }
    }

    /** Stores so many bytes with some threads, as fast as it can. */
    private static final class Storing extends Receiver<byte[]> {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch done;
        private final transient AtomicLong left;
        private final int piece;
        private final int threads;
        private volatile long begun;
        private volatile long ended;

        Storing(int piece, int threads, long bytes) {
            super(StorageLevel.MEMORY_ONLY);
            this.piece = piece;
            this.threads = threads;
            this.left = new AtomicLong(bytes);
            this.done = new CountDownLatch(threads);
        }

        double seconds() {
            return (ended - begun) / NANOS;
        }

        @Override
        public void onStart() {
            begun = System.nanoTime();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(this::run, "storing-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void run() {
            while (left.getAndAdd(-piece) > 0) {
                store(ByteBuffer.allocate(piece), 1);
            }
            ended = System.nanoTime();
            done.countDown();
        }

        @Override
        public void onStop() {}

        @Override
        public Iterator<byte[]> decode(ByteBuffer block) {
            return Collections.emptyIterator();
        }
    }
}
