// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class StagingTest {
    private final Staging staging = new Staging(SinkPlans.of(Options.check(
            "sink 'kafka'",
            Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "topic", "orders", "maxBatchBytes", "4096"),
            SinkSettings.all())));

    @Test
    void shouldCountHeadersAsWhatABatchHasInMemory() {
        assertThatThrownBy(() -> staging.add(new Staging.Staged(), record(4_096)))
                .hasMessageContaining("kafka(orders) has more than maxBatchBytes=4096");
    }

    @Test
    void shouldHaveRoomAgainForAsMuchAsIsDropped() throws Exception {
        for (int i = 0; i < 3; i++) {
            Staging.Staged staged = new Staging.Staged();
            assertThatCode(() -> staging.add(staged, record(3_000))).doesNotThrowAnyException();
            staging.drop(staged);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(int headerBytes) {
        return new ProducerRecord<>(
                "orders", null, new byte[0], new byte[1], List.of(new RecordHeader("h", new byte[headerBytes])));
    }
}
