// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.streams;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.WordTally;
import dev.shaduf.benchmarks.protocol.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Grouped;

/** Counts every word, as every tutorial has it: a topic between, a store, and totals that are passed on at each commit. */
public final class WordCount {

    private static final long COMMIT_MILLIS = 1_000;

    private WordCount() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link StreamsPeer}
     * @throws IOException if there is no folder for temporary files
     */
    public static void main(String[] args) throws IOException {
        StreamsPeer peer = StreamsPeer.of(args);
        LongAdder words = new LongAdder();
        LongAdder counted = new LongAdder();
        Map<String, Long> totals = new ConcurrentHashMap<>();
        peer.lines()
                .flatMapValues(line -> counting(line, words))
                .groupBy((key, word) -> word, Grouped.with(Serdes.String(), Serdes.String()))
                .count()
                .toStream()
                .foreach((word, total) -> {
                    Long before = totals.put(word, total);
                    counted.add(total - (before == null ? 0 : before));
                });
        Announcement result = peer.runUntil(
                () -> peer.readAll() && counted.sum() >= words.sum(), StreamsConfig.AT_LEAST_ONCE, COMMIT_MILLIS);
        WordTally tally = new WordTally();
        totals.forEach(tally::add);
        StreamsPeer.finish(tally.describe(result));
    }

    private static List<String> counting(String line, LongAdder words) {
        List<String> found = Words.of(line);
        words.add(found.size());
        return found;
    }
}
