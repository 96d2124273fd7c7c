// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts the input records of completed batches until all expected ones are through. */
final class Completion implements StreamingListener {
    private final long expected;
    private final CountDownLatch done = new CountDownLatch(1);
    private long lines;
    private volatile long doneMicros;

    Completion(long expected) {
        this.expected = expected;
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
        BatchInfo batch = completed.batchInfo();
        lines += batch.numRecords();
        if (lines >= expected && done.getCount() > 0) {
            doneMicros = TimeUnit.MILLISECONDS.toMicros(batch.processingEndTime());
            done.countDown();
        }
    }

    CountDownLatch done() {
        return done;
    }

    /** Returns when the last batch with data was complete; to be called when done. */
    long doneMicros() {
        return doneMicros;
    }

    /** Returns a result with the number of lines; to be called when done. */
    Announcement result() {
        return Announcement.of(Kind.RESULT).with("lines", lines).with(Announcement.AT, doneMicros);
    }
}
