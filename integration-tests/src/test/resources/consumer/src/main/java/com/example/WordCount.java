// SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Counts the words of lines. */
final class WordCount {
    private WordCount() {}

    static PairDStream<String, Integer> counts(DStream<String> lines) {
        return lines.flatMap(line -> List.of(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum);
    }

    /** Runs the stream on one batch, by the real clock, as a program does. */
    static Map<String, Integer> ofOneBatch(List<String> lines) throws Exception {
        CompletableFuture<Map<String, Integer>> first = new CompletableFuture<>();
        try (StreamingContext ssc = new StreamingContext("local[2]", "word-count", Durations.milliseconds(50))) {
            Queue<RDD<String>> queue = new ArrayDeque<>(List.of(ssc.context().parallelize(lines)));
            counts(ssc.queueStream(queue)).foreachRDD(rdd -> {
                first.complete(rdd.collectAsMap());
            });
            ssc.start();
            return first.get(30, TimeUnit.SECONDS);
        }
    }
}
