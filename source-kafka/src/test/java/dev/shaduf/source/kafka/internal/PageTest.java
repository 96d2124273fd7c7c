// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);
    private static final int EPOCH = 4;

    @Test
    void shouldHaveEachRecordAsItCame() {
        Headers headers = new RecordHeaders().add("h", "x".getBytes(UTF_8));
        Page page = only(List.of(record(7, "k", "value", EPOCH), withHeaders(record(9, null, "", EPOCH), headers)));
        RawRecord raw = new RawRecord(page);

        raw.moveTo(page, 0);
        assertThat(raw.topic() + raw.partition()).isEqualTo("t3");
        assertThat(raw.offset()).isEqualTo(7);
        assertThat(raw.timestamp()).isEqualTo(1_007);
        assertThat(text(raw.key())).isEqualTo("k");
        assertThat(text(raw.value())).isEqualTo("value");
        assertThat(raw.headers()).isEmpty();
        raw.moveTo(page, 1);
        assertThat(raw.offset()).isEqualTo(9);
        assertThat(raw.key()).isNull();
        assertThat(text(raw.value())).isEmpty();
        assertThat(raw.headers().lastHeader("h").value()).isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void shouldTellATombstoneFromAnEmptyValue() {
        Page page = only(List.of(record(0, "k", null, EPOCH), record(1, "k", "", EPOCH)));

        assertThat(page.value(0)).isNull();
        assertThat(page.value(1)).isNotNull();
        assertThat(text(page.key(1))).isEqualTo("k");
    }

    @Test
    void shouldGiveBytesThatMayBeReadAgain() {
        Page page = only(List.of(record(0, "k", "value", EPOCH)));

        text(page.value(0));

        assertThat(text(page.value(0))).isEqualTo("value");
    }

    @Test
    void shouldBeginAPageWhereTheLeaderChanged() {
        List<Page> pages = Page.of(PARTITION, List.of(record(0, "k", "a", 4), record(1, "k", "b", 5)));

        assertThat(pages).extracting(Page::leaderEpoch).containsExactly(4, 5);
        assertThat(pages).extracting(Page::size).containsExactly(1, 1);
    }

    @Test
    void shouldCutPagesBySizeButNoRecord() {
        String half = "x".repeat(Page.BYTES / 2);
        String large = "x".repeat(Page.BYTES * 2);

        List<Page> pages = Page.of(
                PARTITION,
                List.of(
                        record(0, null, half, EPOCH),
                        record(1, null, half, EPOCH),
                        record(2, null, "more", EPOCH),
                        record(3, null, large, EPOCH)));

        assertThat(pages).extracting(Page::size).containsExactly(2, 1, 1);
        assertThat(pages.get(2).value(0).remaining()).isEqualTo(large.length());
    }

    @Test
    void shouldCountWhatItHolds() {
        Page page = only(List.of(record(0, "k", "1234567", EPOCH), record(1, "k", "1234567", EPOCH)));

        assertThat(page.bytes(0, 2)).isEqualTo(2 * page.bytes(0, 1)).isBetween(16L, 200L);
    }

    private static Page only(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        List<Page> pages = Page.of(PARTITION, records);
        assertThat(pages).hasSize(1);
        return pages.get(0);
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(long offset, String key, String value, int epoch) {
        return made(offset, buffer(key), buffer(value), new RecordHeaders(), epoch);
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> withHeaders(
            ConsumerRecord<ByteBuffer, ByteBuffer> record, Headers headers) {
        return made(record.offset(), record.key(), record.value(), headers, EPOCH);
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> made(
            long offset, ByteBuffer key, ByteBuffer value, Headers headers, int epoch) {
        return new ConsumerRecord<>(
                "t",
                3,
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                headers,
                Optional.of(epoch));
    }

    private static ByteBuffer buffer(String text) {
        return text == null ? null : UTF_8.encode(text);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes).toString();
    }
}
