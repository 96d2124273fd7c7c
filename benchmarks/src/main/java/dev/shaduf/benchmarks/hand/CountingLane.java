// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One thread's loop: reads a socket, counts words in a map of its own, and hands the map over once a second. */
final class CountingLane implements Callable<Long> {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LINES_PER_LOOK_AT_CLOCK = 1_024;

    private final String host;
    private final int port;
    private final Consumer<Map<String, long[]>> merge;
    private final WordCounter counter = new WordCounter();

    /**
     * @param host where to connect
     * @param port which lane
     * @param merge called once a second and at the end with what was counted since; it keeps no reference
     */
    CountingLane(String host, int port, Consumer<Map<String, long[]>> merge) {
        this.host = host;
        this.port = port;
        this.merge = merge;
    }

    @Override
    public Long call() throws IOException {
        long lines = 0;
        long mergeAt = System.nanoTime() + INTERVAL_NANOS;
        try (SocketLines input = new SocketLines(host, port)) {
            for (String line = input.next(); line != null; line = input.next()) {
                counter.line(line);
                if (++lines % LINES_PER_LOOK_AT_CLOCK == 0 && System.nanoTime() - mergeAt >= 0) {
                    counter.handOver(merge);
                    mergeAt += INTERVAL_NANOS;
                }
            }
        }
        counter.handOver(merge);
        return lines;
    }
}
