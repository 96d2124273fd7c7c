// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Consecutive records of one partition, as they were fetched.
 *
 * @param records the records
 * @param next the offset behind them: where a consumer stands that has read them
 * @param bytes what they take in memory, about
 */
record Block(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long next, long bytes) {
    /** What a record takes besides its bytes. */
    private static final int OVERHEAD = 200;

    static Block of(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long next) {
        long bytes = 0;
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
            bytes += OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
        return new Block(records, next, bytes);
    }

    int size() {
        return records.size();
    }

    /** Counts the records before an offset. */
    int before(long offset) {
        if (next <= offset) {
            return records.size();
        }
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the first records; there must be more than that. */
    Block head(int count) {
        return new Block(records.subList(0, count), records.get(count).offset(), bytes * count / size());
    }

    /** Returns what {@link #head} leaves. */
    Block tail(int count) {
        return new Block(records.subList(count, size()), next, bytes - bytes * count / size());
    }

    int leaderEpoch() {
        return records.isEmpty() ? -1 : records.get(size() - 1).leaderEpoch().orElse(-1);
    }
}
