// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts the lines that contain the needle: two threads, a consumer with string deserializers and a counter each. */
public final class Grep {

    private Grep() {}

    /**
     * Reads the topic to its end and announces the count.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        String needle = arguments.text("needle");
        LongAdder matches = new LongAdder();
        long lines = TopicShare.readAll(arguments, share -> count(share, needle, matches));
        Announcement.of(Kind.RESULT)
                .with("lines", lines)
                .with("matches", matches.sum())
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }

    private static long count(TopicShare share, String needle, LongAdder matches) {
        long lines = 0;
        long found = 0;
        while (share.hasMore()) {
            for (ConsumerRecord<String, String> record : share.poll()) {
                lines++;
                if (record.value().contains(needle)) {
                    found++;
                }
            }
        }
        matches.add(found);
        return lines;
    }
}
