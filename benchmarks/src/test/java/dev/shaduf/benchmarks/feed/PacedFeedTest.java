// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedFeedTest {
    private static final long LONG_AGO = 1_000_000_000;

    @Test
    void shouldStampRecordsWithTheirIntendedTimesWhenTheyAreSentLate() throws IOException {
        assertThat(send(new PacedFeed(texts("a\n"), 1, 4, 1), 0, LONG_AGO))
                .containsExactly("1000000000 a", "1000250000 a", "1000500000 a", "1000750000 a");
    }

    @Test
    void shouldShareTheRateAmongLanes() throws IOException {
        PacedFeed feed = new PacedFeed(texts("a\n", "b\n"), 2, 4, 1);
        assertThat(send(feed, 0, LONG_AGO)).containsExactly("1000000000 a", "1000500000 a");
        assertThat(send(feed, 1, LONG_AGO)).containsExactly("1000250000 b", "1000750000 b");
    }

    @Test
    void shouldSendEveryRecordWhenMoreAreDueThanABufferHolds() throws IOException {
        String text = "x".repeat(999) + "\n";
        assertThat(send(new PacedFeed(texts(text), 1, 1_000, 1), 0, LONG_AGO)).hasSize(1_000);
    }

    @Test
    void shouldNotSendARecordBeforeItsTime() throws IOException {
        long start = EpochMicros.now();
        send(new PacedFeed(texts("a\n"), 1, 21, 1), 0, start - 950_000);
        assertThat(EpochMicros.now() - start).isGreaterThanOrEqualTo(2_000);
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static List<String> send(PacedFeed feed, int lane, long startMicros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long sent = feed.send(lane, startMicros, Channels.newChannel(out));
        assertThat(sent).isEqualTo(out.size());
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }
}
