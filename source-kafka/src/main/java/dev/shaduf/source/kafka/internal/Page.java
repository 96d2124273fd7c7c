// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive records of one partition and one leader epoch: keys and values one behind the other in one array, and beside it
 * where each begins. However many records wait, they are few objects, and hold nothing of the answers in which they came.
 * Immutable, though its arrays are shared with whoever reads.
 */
final class Page {
    /** Bytes of keys and values at most, unless one record has more. */
    static final int BYTES = 256 << 10;
    /** What a record takes besides its bytes. */
    private static final int OVERHEAD = 24;
    /** What a header takes besides its bytes. */
    private static final int HEADER_OVERHEAD = 100;

    private final TopicPartition partition;
    private final int leaderEpoch;
    private final ByteBuffer bytes;
    /** Of each record where its key and its value begin, and at last the end; complemented for what is null. */
    private final int[] starts;

    private final long[] offsets;
    private final long[] timestamps;
    /** Null as long as no record has any. */
    private @Nullable Headers @Nullable [] headers;

    private long headerBytes;

    private Page(TopicPartition partition, int leaderEpoch, int records, int size) {
        this.partition = partition;
        this.leaderEpoch = leaderEpoch;
        this.bytes = ByteBuffer.allocate(size);
        this.starts = new int[2 * records + 1];
        this.offsets = new long[records];
        this.timestamps = new long[records];
    }

    /** Returns a page without records. */
    static Page empty() {
        return new Page(new TopicPartition("", 0), -1, 0, 0);
    }

    /** Copies records of one partition. */
    static List<Page> of(TopicPartition partition, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        List<Page> pages = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int epoch = epoch(records.get(from));
            long size = size(records.get(from));
            int until = from + 1;
            while (until < records.size() && epoch(records.get(until)) == epoch) {
                long more = size + size(records.get(until));
                if (more > BYTES) {
                    break;
                }
                size = more;
                until++;
            }
            pages.add(copy(partition, epoch, records.subList(from, until), Math.toIntExact(size)));
            from = until;
        }
        return pages;
    }

    private static Page copy(
            TopicPartition partition, int epoch, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int size) {
        Page page = new Page(partition, epoch, records.size(), size);
        int index = 0;
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
            page.set(index++, record);
        }
        page.starts[2 * index] = page.bytes.position();
        page.bytes.clear();
        return page;
    }

    private static int epoch(ConsumerRecord<?, ?> record) {
        return record.leaderEpoch().orElse(-1);
    }

    private static long size(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        return (long) size(record.key()) + size(record.value());
    }

    private static int size(@Nullable ByteBuffer buffer) {
        return buffer == null ? 0 : buffer.remaining();
    }

    private void set(int index, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        offsets[index] = record.offset();
        timestamps[index] = record.timestamp();
        starts[2 * index] = append(record.key());
        starts[2 * index + 1] = append(record.value());
        if (record.headers().iterator().hasNext()) {
            setHeaders(index, record.headers());
        }
    }

    private int append(@Nullable ByteBuffer buffer) {
        int start = bytes.position();
        if (buffer == null) {
            return ~start;
        }
        bytes.put(buffer.duplicate());
        return start;
    }

    /** Headers point into the answer in which they came until they are asked for. */
    private void setHeaders(int index, Headers all) {
        if (headers == null) {
            headers = new Headers[offsets.length];
        }
        headers[index] = all;
        for (Header header : all) {
            byte[] value = header.value();
            headerBytes += HEADER_OVERHEAD + header.key().length() + (value == null ? 0 : value.length);
        }
    }

    TopicPartition partition() {
        return partition;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    int size() {
        return offsets.length;
    }

    long offset(int index) {
        return offsets[index];
    }

    long timestamp(int index) {
        return timestamps[index];
    }

    @Nullable
    Headers headers(int index) {
        return headers == null ? null : headers[index];
    }

    @Nullable
    ByteBuffer key(int index) {
        return part(2 * index);
    }

    @Nullable
    ByteBuffer value(int index) {
        return part(2 * index + 1);
    }

    private @Nullable ByteBuffer part(int slot) {
        int start = starts[slot];
        return start < 0 ? null : bytes.slice(start, place(slot + 1) - start);
    }

    private int place(int slot) {
        int start = starts[slot];
        return start < 0 ? ~start : start;
    }

    /** Returns about what some of the records take in memory. */
    long bytes(int from, int until) {
        int size = place(2 * until) - place(2 * from);
        long share = offsets.length == 0 ? 0 : headerBytes * (until - from) / offsets.length;
        return size + share + (long) OVERHEAD * (until - from);
    }
}
