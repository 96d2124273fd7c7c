// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Counts the lines that contain the needle: two threads, a socket and a counter each. */
public final class Grep {

    private Grep() {}

    /**
     * Reads every port to its end and announces the count.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        String host = arguments.text("host");
        String needle = arguments.text("needle");
        LongAdder matches = new LongAdder();
        long lines = Lanes.run(arguments.ports(), port -> () -> count(host, port, needle, matches));
        Announcement.of(Kind.RESULT)
                .with("lines", lines)
                .with("matches", matches.sum())
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }

    private static long count(String host, int port, String needle, LongAdder matches) throws IOException {
        long lines = 0;
        long found = 0;
        try (SocketLines input = new SocketLines(host, port)) {
            for (String line = input.next(); line != null; line = input.next()) {
                lines++;
                if (line.contains(needle)) {
                    found++;
                }
            }
        }
        matches.add(found);
        return lines;
    }
}
