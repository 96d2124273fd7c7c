// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.streams;

import dev.shaduf.benchmarks.protocol.Announcement;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.StreamsConfig;

/** Counts the lines that contain the needle. */
public final class Grep {

    private static final long COMMIT_MILLIS = 1_000;

    private Grep() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link StreamsPeer}
     * @throws IOException if there is no folder for temporary files
     */
    public static void main(String[] args) throws IOException {
        StreamsPeer peer = StreamsPeer.of(args);
        String needle = peer.arguments().text("needle");
        LongAdder passed = new LongAdder();
        LongAdder matches = new LongAdder();
        peer.lines().foreach((key, line) -> {
            if (line.contains(needle)) {
                matches.increment();
            }
            passed.increment();
        });
        long expected = peer.arguments().number("lines");
        Announcement result = peer.runUntil(() -> passed.sum() >= expected, StreamsConfig.AT_LEAST_ONCE, COMMIT_MILLIS);
        StreamsPeer.finish(result.with("matches", matches.sum()));
    }
}
