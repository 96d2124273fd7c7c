// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Keeps running totals of words as state and ranks the k most frequent in every batch. */
public final class TopK {
    private static final Comparator<Tuple2<String, Long>> LESS_FREQUENT = Comparator.comparingLong(
                    (Tuple2<String, Long> count) -> count._2())
            .thenComparing(Tuple2::_1, Comparator.reverseOrder());

    private TopK() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link ShadufJob}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        ShadufJob job = ShadufJob.of(args, 200);
        int k = job.arguments().integer("k", 100);
        AtomicReference<List<Tuple2<String, Long>>> top = new AtomicReference<>(List.of());
        job.wordCounts()
                .mapWithState(StateSpec.<String, Long, Long, Long>function((word, count, state) -> {
                            long total = count.orElse(0L) + state.getOption().orElse(0L);
                            state.update(total);
                            return total;
                        })
                        .numPartitions(job.partitions()))
                .stateSnapshots()
                .mapPartitions(counts -> largest(counts, k).iterator())
                .foreachRDD(rdd -> top.set(largest(rdd.collect().iterator(), k)));
        Completion completion = job.runToCompletion();
        ShadufJob.finish(completion.result().with("top", describe(Objects.requireNonNull(top.get()))));
    }

    private static List<Tuple2<String, Long>> largest(Iterator<Tuple2<String, Long>> counts, int k) {
        PriorityQueue<Tuple2<String, Long>> best = new PriorityQueue<>(k + 1, LESS_FREQUENT);
        while (counts.hasNext()) {
            best.add(counts.next());
            if (best.size() > k) {
                best.poll();
            }
        }
        return best.stream().sorted(LESS_FREQUENT.reversed()).toList();
    }

    private static String describe(List<Tuple2<String, Long>> top) {
        return top.stream().map(word -> word._1() + ":" + word._2()).collect(Collectors.joining(","));
    }
}
