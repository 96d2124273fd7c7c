// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.flink;

import dev.shaduf.benchmarks.protocol.Announcement;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Counts the lines that contain the needle. */
public final class Grep {

    private static final LongAdder MATCHES = new LongAdder();

    private Grep() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link FlinkPeer}
     * @throws Exception if the program cannot be started
     */
    public static void main(String[] args) throws Exception {
        FlinkPeer peer = FlinkPeer.of(args);
        String needle = peer.arguments().text("needle");
        peer.lines().filter(line -> matches(line, needle)).sinkTo(new DiscardingSink<>());
        Announcement result = peer.runUntil(peer::readAll);
        FlinkPeer.finish(result.with("matches", MATCHES.sum()));
    }

    private static boolean matches(String line, String needle) {
        boolean found = line.contains(needle);
        if (found) {
            MATCHES.increment();
        }
        FlinkPeer.LINES.increment();
        return found;
    }
}
