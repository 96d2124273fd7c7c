// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.spi.SinkContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What partitions wrote by transactions of their own in earlier runs, which can write no more once they are here. */
final class TakenOver {
    private final Map<Integer, Long> written;

    private TakenOver(Map<Integer, Long> written) {
        this.written = Map.copyOf(written);
    }

    /** Fences each of these partitions: whoever of an earlier run comes late finds a higher epoch in the mark. */
    static TakenOver from(SinkPlan plan, SinkContext context, Marks marks, int partitions) throws Exception {
        Map<Integer, Long> written = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Marks own = marks.ofPartition(partition);
            try (MarkedTransactions transactions = MarkedTransactions.open(plan, context, own)) {
                long batch = transactions.last().map(Mark::batch).orElse(0L);
                if (transactions.last().map(Mark::epoch).orElse(0L) < context.epoch()) {
                    transactions.commit(new Mark(batch, context.epoch()), List.of(), new Staging(plan));
                }
                written.put(partition, batch);
            }
        }
        return new TakenOver(written);
    }

    /** Tells whether a partition of a batch was written. */
    boolean has(Attempt attempt) {
        return written.getOrDefault(attempt.partition(), 0L) >= attempt.batch();
    }
}
