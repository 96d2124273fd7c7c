// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.util.concurrent.atomic.AtomicLong;

/** A program that is ended by a signal: says when it is ready, and after a graceful stop what it stored and processed. */
final class ShutdownProgram {
    private ShutdownProgram() {}

    /** With an argument, the batch never ends. */
    public static void main(String[] args) throws Exception {
        AtomicLong processed = new AtomicLong();
        Numbers numbers = new Numbers();
        StreamingContext ssc = new StreamingContext("local[2]", "shutdown-program", Durations.seconds(3_600));
        ssc.receiverStream(numbers).foreachRDD(rdd -> {
            processed.addAndGet(rdd.count());
            while (args.length > 0) {
                Thread.onSpinWait();
            }
            System.out.println("processed " + processed.get());
        });
        ssc.start();
        numbers.thread.join();
        System.out.println("ready");
        ssc.awaitTermination();
    }

    private static final class Numbers extends Receiver<Integer> {
        private static final long serialVersionUID = 1L;

        private final transient Thread thread = new Thread(this::run, "numbers");

        Numbers() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void onStop() {}

        private void run() {
            for (int n = 0; n < 500; n++) {
                store(n);
            }
        }
    }
}
