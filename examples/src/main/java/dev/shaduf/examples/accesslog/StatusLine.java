// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerBatchStarted;
import java.io.PrintStream;
import java.util.Locale;

/** Shows the last batch in one line, rewritten in place on a terminal. */
final class StatusLine implements StreamingListener {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final long intervalMillis;

    StatusLine(PrintStream out, boolean terminal, long intervalMillis) {
        this.out = out;
        this.terminal = terminal;
        this.intervalMillis = intervalMillis;
    }

    @Override
    public void onBatchStarted(StreamingListenerBatchStarted event) {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
        String line = text(event.batchInfo());
        if (terminal) {
            out.print(CLEAR + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String text(BatchInfo batch) {
        return String.format(
                Locale.ROOT,
                "batch %d | %,d records/s | delay %.1f ms",
                batch.id().number(),
                batch.numRecords() * 1_000 / intervalMillis,
                batch.totalDelayNanos() / 1e6);
    }
}
