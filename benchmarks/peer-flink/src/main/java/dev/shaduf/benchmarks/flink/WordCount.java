// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.flink;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.WordTally;
import dev.shaduf.benchmarks.protocol.Words;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.util.Collector;

/** Counts every word in windows of a second, and adds the counts up. */
public final class WordCount {

    private static final LongAdder WORDS = new LongAdder();
    private static final LongAdder COUNTED = new LongAdder();
    private static final WordTally TOTALS = new WordTally();

    private WordCount() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link FlinkPeer}
     * @throws Exception if the program cannot be started
     */
    public static void main(String[] args) throws Exception {
        FlinkPeer peer = FlinkPeer.of(args);
        peer.lines()
                .flatMap(WordCount::split)
                .returns(new TypeHint<Tuple2<String, Long>>() {})
                .keyBy(word -> word.f0)
                .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(1)))
                .sum(1)
                .map(WordCount::add)
                .returns(Long.class)
                .sinkTo(new DiscardingSink<>());
        Announcement result = peer.runUntil(() -> peer.readAll() && COUNTED.sum() >= WORDS.sum());
        synchronized (TOTALS) {
            FlinkPeer.finish(TOTALS.describe(result));
        }
    }

    private static void split(String line, Collector<Tuple2<String, Long>> out) {
        List<String> words = Words.of(line);
        for (String word : words) {
            out.collect(new Tuple2<>(word, 1L));
        }
        WORDS.add(words.size());
        FlinkPeer.LINES.increment();
    }

    private static Long add(Tuple2<String, Long> count) {
        synchronized (TOTALS) {
            TOTALS.add(count.f0, count.f1);
        }
        COUNTED.add(count.f1);
        return count.f1;
    }
}
