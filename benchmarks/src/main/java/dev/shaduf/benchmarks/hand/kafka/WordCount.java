// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.hand.WordCounter;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts every word: two threads, a consumer and a hash map each, merged every second. */
public final class WordCount {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private WordCount() {}

    /**
     * Reads the topic to its end and announces the counts.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        WordTally totals = new WordTally();
        long lines = TopicShare.readAll(arguments, share -> count(share, totals));
        Announcement result =
                Announcement.of(Kind.RESULT).with("lines", lines).with(Announcement.AT, EpochMicros.now());
        totals.describe(result).announceAndAwaitRelease();
    }

    /** Counts the words of a share and adds them to the totals. */
    static long count(TopicShare share, WordTally totals) {
        WordCounter counter = new WordCounter();
        long lines = 0;
        long mergeAt = System.nanoTime() + INTERVAL_NANOS;
        while (share.hasMore()) {
            for (ConsumerRecord<String, String> record : share.poll()) {
                counter.line(record.value());
                lines++;
            }
            if (System.nanoTime() - mergeAt >= 0) {
                merge(counter, totals);
                mergeAt += INTERVAL_NANOS;
            }
        }
        merge(counter, totals);
        return lines;
    }

    private static void merge(WordCounter counter, WordTally totals) {
        counter.handOver(counts -> {
            synchronized (totals) {
                totals.addAll(counts);
            }
        });
    }
}
