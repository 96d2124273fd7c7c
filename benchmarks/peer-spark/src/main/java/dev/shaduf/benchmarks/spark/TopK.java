// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.spark.api.java.Optional;
import scala.Tuple2;

/** Keeps running totals of words as state and ranks the k most frequent in every batch. */
public final class TopK {

    private TopK() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link SparkPeer}
     * @throws InterruptedException never: nobody interrupts the main thread
     * @throws IOException if the folder that Spark needs for its state cannot be made
     */
    public static void main(String[] args) throws InterruptedException, IOException {
        SparkPeer peer = SparkPeer.of(args, Tuning.SHUFFLE);
        int k = peer.arguments().integer("k", 100);
        peer.context().checkpoint(Files.createTempDirectory("peer-spark").toString());
        AtomicReference<List<Tuple2<String, Long>>> top = new AtomicReference<>(List.of());
        WordCounts.of(peer.lines(), peer.partitions())
                .updateStateByKey(TopK::total, peer.partitions())
                .foreachRDD(rdd -> top.set(rdd.top(k, new LessFrequent())));
        Completion completion = peer.runToCompletion();
        SparkPeer.finish(completion.result().with("top", describe(Objects.requireNonNull(top.get()))));
    }

    private static Optional<Long> total(List<Long> counts, Optional<Long> before) {
        long total = before.orElse(0L);
        for (long count : counts) {
            total += count;
        }
        return Optional.of(total);
    }

    private static String describe(List<Tuple2<String, Long>> top) {
        return top.stream().map(word -> word._1() + ":" + word._2()).collect(Collectors.joining(","));
    }

    /** Rarer words first; of words that are equally frequent, those later in the alphabet first. */
    static final class LessFrequent implements Comparator<Tuple2<String, Long>>, Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public int compare(Tuple2<String, Long> left, Tuple2<String, Long> right) {
            int byCount = Long.compare(left._2(), right._2());
            return byCount != 0 ? byCount : right._1().compareTo(left._1());
        }
    }
}
