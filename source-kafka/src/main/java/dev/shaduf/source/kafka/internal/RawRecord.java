// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The record that a reader stands at, as it was fetched: one object for all records of a split. Not to be kept. */
public final class RawRecord {
    private Page page;
    private int index;

    RawRecord(Page page) {
        this.page = page;
    }

    void moveTo(Page newPage, int newIndex) {
        page = newPage;
        index = newIndex;
    }

    /** Returns the topic. */
    public String topic() {
        return page.partition().topic();
    }

    /** Returns the partition. */
    public int partition() {
        return page.partition().partition();
    }

    /** Returns the offset. */
    public long offset() {
        return page.offset(index);
    }

    /** Returns the time in milliseconds since the epoch; -1 for none. */
    public long timestamp() {
        return page.timestamp(index);
    }

    /** Returns the headers, which are the same objects whenever the record is read. */
    public Headers headers() {
        Headers headers = page.headers(index);
        return headers == null ? new RecordHeaders() : headers;
    }

    /** Returns the bytes of the key; null for none. */
    public @Nullable ByteBuffer key() {
        return page.key(index);
    }

    /** Returns the bytes of the value; null for none. */
    public @Nullable ByteBuffer value() {
        return page.value(index);
    }
}
