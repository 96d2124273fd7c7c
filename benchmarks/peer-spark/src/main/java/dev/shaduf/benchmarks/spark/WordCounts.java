// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.Words;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/** The counts of words per batch, as every Spark tutorial has them. */
final class WordCounts {

    private WordCounts() {}

    static JavaPairDStream<String, Long> of(JavaDStream<String> lines, int partitions) {
        return lines.flatMap(line -> Words.of(line).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum, partitions);
    }
}
