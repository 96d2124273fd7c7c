// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.WordTally;

/** Counts words per batch and adds them up on the driver. */
public final class WordCount {
    private WordCount() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link ShadufJob}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        ShadufJob job = ShadufJob.of(args, 100);
        WordTally totals = new WordTally();
        job.wordCounts().foreachRDD(rdd -> rdd.collect().forEach(count -> totals.add(count._1(), count._2())));
        Completion completion = job.runToCompletion();
        ShadufJob.finish(totals.describe(completion.result()));
    }
}
