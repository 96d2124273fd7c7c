// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.SourceContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** What is known to be lost, and whether that may be. Safe for use by many threads. */
final class Losses {
    private final SourceContext context;
    private final boolean fail;
    private final Map<TopicPartition, String> open = new ConcurrentHashMap<>();

    Losses(SourceContext context, boolean fail) {
        this.context = context;
        this.fail = fail;
    }

    /** Notes that a position is outside of what a partition has, and tells whether to go on without. */
    boolean tolerated(TopicPartition partition, long position, long begin, long end) {
        String what = "partition " + partition + " was to be read from offset " + position + ", but has offsets "
                + begin + " to " + end
                + (position < begin
                        ? ": the older ones were deleted"
                        : ": its log was cut off, or the topic deleted and made again");
        return tolerated(partition, what, Math.max(0, begin - position));
    }

    /** Notes a loss and tells whether to go on without what is lost. */
    boolean tolerated(TopicPartition partition, String what, long offsets) {
        if (fail) {
            open.put(partition, what);
            return false;
        }
        context.reportError(what + "; going on without, because failOnDataLoss=false", null);
        context.count("data-loss", 1);
        context.count("lost-offsets", offsets);
        return true;
    }

    /** Throws what keeps the source from going on. */
    void refuse() throws DataLossException {
        if (!open.isEmpty()) {
            throw new DataLossException(String.join("; ", open.values()));
        }
    }
}
