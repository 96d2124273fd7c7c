// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts words and ends with the first batch that holds any. */
public final class Launch {

    private Launch() {}

    /**
     * Runs to the first result.
     *
     * @param args see {@link SparkPeer}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        SparkPeer peer = SparkPeer.of(args, Tuning.SHORT_BATCHES);
        CountDownLatch first = new CountDownLatch(1);
        AtomicLong doneMicros = new AtomicLong();
        WordCounts.of(peer.lines(), peer.partitions()).foreachRDD(rdd -> {
            if (!rdd.collect().isEmpty() && doneMicros.compareAndSet(0, EpochMicros.now())) {
                first.countDown();
            }
        });
        peer.runUntil(first);
        SparkPeer.finish(Announcement.of(Kind.FIRST_RESULT).with(Announcement.AT, doneMicros.get()));
    }
}
