// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import java.util.Map;

/** Keeps running totals of words as {@link WordCount} does, and ranks the k most frequent after each merge. */
public final class TopK {

    private final WordTally totals = new WordTally();
    private final int k;
    private String top = "";

    private TopK(int k) {
        this.k = k;
    }

    /**
     * Reads every port to its end and announces the last ranking.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        new TopK(arguments.integer("k", 100)).run(arguments);
    }

    private void run(Arguments arguments) throws InterruptedException {
        String host = arguments.text("host");
        long lines = Lanes.run(arguments.ports(), port -> new CountingLane(host, port, this::merge));
        Announcement.of(Kind.RESULT)
                .with("lines", lines)
                .with("top", top)
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }

    private synchronized void merge(Map<String, long[]> counts) {
        totals.addAll(counts);
        top = totals.top(k);
    }
}
