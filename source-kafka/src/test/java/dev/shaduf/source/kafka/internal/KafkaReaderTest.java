// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.source.kafka.StubContext;
import dev.shaduf.spi.RecordOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exceptions that say nothing about the record that was to be made. */
class KafkaReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final StubContext context = new StubContext();
    private final Plan plan = Plans.of(Options.check(
            "source 'kafka'",
            Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "subscribe", "orders"),
            KafkaSettings.all()));
    private final Prefetch prefetch = new Prefetch(plan, context, new Losses(context, false));

    @AfterEach
    void close() throws Exception {
        prefetch.close();
    }

    @Test
    void shouldMakeNoLetterOfARecordWhenTheTaskIsToEnd() throws Exception {
        assertNotToBlame(() -> new InterruptedException("the task is to end"));
    }

    @Test
    void shouldMakeNoLetterOfARecordWhenKafkaSaysThatTheTaskIsToEnd() throws Exception {
        assertNotToBlame(() -> new InterruptException("the task is to end"));
    }

    @Test
    void shouldMakeNoLetterOfARecordWhenWhatItIsReadWithIsAway() throws Exception {
        assertNotToBlame(() -> new RetriableException("the registry is away") {});
    }

    private void assertNotToBlame(Supplier<Exception> thrown) throws Exception {
        KafkaSplit split = arrived();
        List<String> letters = new ArrayList<>();
        try (KafkaReader<String> reader = KafkaReader.open(plan, split, true, () -> raw -> {
            throw thrown.get();
        })) {
            assertThatThrownBy(() -> reader.read(new Letters(letters), 1)).hasSameClassAs(thrown.get());
        } finally {
            Thread.interrupted(); // an exception of Kafka's has set it
        }
        assertThat(letters).isEmpty();
    }

    /** Has a record fetched and planned. */
    private KafkaSplit arrived() {
        prefetch.begin(Map.of(PARTITION, new OffsetAndMetadata(0)));
        ConsumerRecord<ByteBuffer, ByteBuffer> record =
                new ConsumerRecord<>("orders", 0, 0, ByteBuffer.allocate(0), ByteBuffer.allocate(1));
        PartitionBuffer buffer = Objects.requireNonNull(prefetch.buffer(PARTITION));
        buffer.append(Block.of(Page.of(PARTITION, List.of(record)).get(0)));
        KafkaSplit split = new KafkaSplit("orders", "", 0, 0, 1, -1, "read_committed");
        prefetch.cut(split);
        return split;
    }

    private record Letters(List<String> rejected) implements RecordOutput<String> {
        @Override
        public void add(String record) {}

        @Override
        public void reject(String what, Map<String, String> details, Exception error) {
            rejected.add(what);
        }
    }
}
