// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import java.util.Map;

/** Counts words: two threads, a socket and a hash map each, merged into one total every second. */
public final class WordCount {

    private final WordTally totals = new WordTally();

    private WordCount() {}

    /**
     * Reads every port to its end and announces the totals.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        new WordCount().run(arguments);
    }

    private void run(Arguments arguments) throws InterruptedException {
        String host = arguments.text("host");
        long lines = Lanes.run(arguments.ports(), port -> new CountingLane(host, port, this::merge));
        long doneMicros = EpochMicros.now();
        totals.describe(Announcement.of(Kind.RESULT).with("lines", lines))
                .with(Announcement.AT, doneMicros)
                .announceAndAwaitRelease();
    }

    private synchronized void merge(Map<String, long[]> counts) {
        totals.addAll(counts);
    }
}
