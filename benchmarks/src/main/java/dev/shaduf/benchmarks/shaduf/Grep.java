// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import java.util.concurrent.atomic.LongAdder;

/** Counts the lines that contain the needle. */
public final class Grep {
    private Grep() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link ShadufJob}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        ShadufJob job = ShadufJob.of(args, 100);
        String needle = job.arguments().text("needle");
        LongAdder matches = new LongAdder();
        job.lines().filter(line -> line.contains(needle)).foreachRDD(rdd -> matches.add(rdd.count()));
        Completion completion = job.runToCompletion();
        ShadufJob.finish(completion.result().with("matches", matches.sum()));
    }
}
