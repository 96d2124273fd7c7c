// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.Queue;

/** The program whose start {@link StartLogIT} listens to: windows with and without a filter. Ends as soon as it has started. */
final class StartLogProgram {
    private static final Duration LONG = Durations.minutes(10);

    private StartLogProgram() {}

    /** With an argument, waits for a context of this name which it does not start. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0) {
            forget(args[0]);
            return;
        }
        try (StreamingContext ssc = new StreamingContext("local[1]", "start-log", LONG)) {
            Queue<RDD<String>> none = new ArrayDeque<>();
            PairDStream<String, Integer> pairs = ssc.queueStream(none).mapToPair(word -> new Tuple2<>(word, 1));
            pairs.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, LONG, LONG)
                    .foreachRDD(rdd -> {});
            pairs.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, LONG, LONG, 1, pair -> pair._2() > 0)
                    .print();
            ssc.start();
        }
    }

    private static void forget(String name) throws InterruptedException {
        try (StreamingContext ssc = new StreamingContext("local[1]", name, LONG)) {
            Thread main = Thread.currentThread();
            Thread stops = new Thread(() -> {
                while (main.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                ssc.stop();
            });
            stops.start();
            ssc.awaitTermination();
            stops.join();
        }
    }
}
