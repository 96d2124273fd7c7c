// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;

/** The least that a JVM with bare consumers can need: counts the words of the lines that wait, and tells when it is done. */
public final class Launch {

    private Launch() {}

    /**
     * Reads the topic to its end and announces when.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        WordTally totals = new WordTally();
        TopicShare.readAll(arguments, share -> WordCount.count(share, totals));
        Announcement.of(Kind.FIRST_RESULT)
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }
}
