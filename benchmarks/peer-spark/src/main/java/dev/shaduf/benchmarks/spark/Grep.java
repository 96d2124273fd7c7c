// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import java.util.concurrent.atomic.LongAdder;

/** Counts the lines that contain the needle. */
public final class Grep {

    private Grep() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link SparkPeer}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        SparkPeer peer = SparkPeer.of(args, Tuning.NARROW);
        String needle = peer.arguments().text("needle");
        LongAdder matches = new LongAdder();
        peer.lines().filter(line -> line.contains(needle)).foreachRDD(rdd -> matches.add(rdd.count()));
        Completion completion = peer.runToCompletion();
        SparkPeer.finish(completion.result().with("matches", matches.sum()));
    }
}
