// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Durations;
import java.util.Arrays;

/** Counts the words that arrive on a socket, second by second: {@code nc -lk 9999} and type. */
public final class WordCount {
    private WordCount() {}

    /**
     * Runs until Ctrl-C.
     *
     * @param args host and port
     * @throws Exception what a batch failed with
     */
    public static void main(String[] args) throws Exception {
        // tag::program[]
        try (var ssc = new StreamingContext("local[2]", "word-count", Durations.seconds(1))) {
            PairDStream<String, Long> counts = ssc.socketTextStream(args[0], Integer.parseInt(args[1]))
                    .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                    .mapToPair(word -> new Tuple2<>(word, 1L))
                    .reduceByKey(Long::sum);
            counts.print();
            ssc.start();
            ssc.awaitTermination();
        }
        // end::program[]
    }
}
