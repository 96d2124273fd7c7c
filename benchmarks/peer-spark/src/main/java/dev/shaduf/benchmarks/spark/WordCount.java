// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.WordTally;

/** Counts words per batch and adds them up on the driver. */
public final class WordCount {

    private WordCount() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link SparkPeer}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        SparkPeer peer = SparkPeer.of(args, Tuning.SHUFFLE);
        WordTally totals = new WordTally();
        WordCounts.of(peer.lines(), peer.partitions())
                .foreachRDD(rdd -> rdd.collect().forEach(count -> totals.add(count._1(), count._2())));
        Completion completion = peer.runToCompletion();
        SparkPeer.finish(totals.describe(completion.result()));
    }
}
