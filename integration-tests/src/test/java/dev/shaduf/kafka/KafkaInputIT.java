// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.rdd.RDD;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.source.kafka.KafkaSourceBuilder;
import dev.shaduf.source.kafka.OffsetRange;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What a program sees of Kafka as its input: offsets, figures, letters, refusals. */
class KafkaInputIT {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String in = topics.create("input-" + UUID.randomUUID(), 2);

    /** The offsets and the results of a program, stored together, as a database would. */
    private static final class Store {
        final Map<TopicPartition, Long> offsets = new HashMap<>();
        final List<String> results = new ArrayList<>();

        void save(RDD<String> rdd) {
            List<String> lines = rdd.collect();
            for (OffsetRange range : KafkaSource.offsetRanges(rdd)) {
                TopicPartition partition = new TopicPartition(range.topic(), range.partition());
                assertThat(range.from()).isEqualTo(offsets.getOrDefault(partition, 0L));
                offsets.put(partition, range.until());
            }
            results.addAll(lines);
        }
    }

    @Test
    void shouldLetAProgramStoreOffsetsWithItsResultsAndGoOnFromThem() throws Exception {
        Store store = new Store();
        topics.append(in, 0, numbers(0, 10));
        topics.append(in, 1, numbers(10, 5));
        try (StreamHarness first = StreamHarness.local(2)) {
            first.context().stream(lines().startingOffsets("earliest").build())
                    .map(line -> "first " + line)
                    .foreachRDD(store::save);
            run(first, () -> store.results.size() == 15);
        }
        topics.append(in, 0, numbers(15, 5));

        try (StreamHarness second = StreamHarness.local(2)) {
            second.context().stream(lines().startingOffsets(store.offsets).build())
                    .repartition(3)
                    .map(line -> "second " + line)
                    .foreachRDD(store::save);
            run(second, () -> store.results.size() == 20);
        }

        assertThat(store.results)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> (i < 15 ? "first " : "second ") + i)
                        .toList());
        assertThat(store.offsets).isEqualTo(Map.of(new TopicPartition(in, 0), 15L, new TopicPartition(in, 1), 5L));
    }

    @Test
    void shouldGiveNoBatchMoreThanTheFirstRateOfEachPartitionAndTellOfEach() throws Exception {
        topics.append(in, 0, numbers(0, 900));
        topics.append(in, 1, numbers(0, 100));
        List<BatchInfo> batches = new CopyOnWriteArrayList<>();
        try (StreamHarness harness = StreamHarness.builder()
                .conf("shaduf.backpressure.enabled", "true")
                .conf("shaduf.backpressure.initial.rate", "100")
                .build()) {
            harness.context().addStreamingListener(new StreamingListener() {
                @Override
                public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                    batches.add(event.batchInfo());
                }
            });
            harness.collect(
                    harness.context().stream(lines().startingOffsets("earliest").build()));
            run(harness, () -> batches.stream().mapToLong(BatchInfo::numRecords).sum() == 1_000);
        }

        BatchInfo first = batches.stream()
                .filter(batch -> batch.numRecords() > 0)
                .findFirst()
                .orElseThrow();
        Map<String, Object> figures = first.streamIdToInputInfo().get(0).metadata();
        assertThat(first.numRecords()).isLessThanOrEqualTo(200);
        assertThat(figures)
                .containsKeys("lag", "rate", "lag." + in + "-0", "lag." + in + "-1")
                .containsKeys("rate." + in + "-0", "rate." + in + "-1", "position." + in + "-1");
        // Which partition has been fetched when the first batch is planned is not for the program to say.
        assertThat(batches.stream()
                        .flatMap(batch -> batch.streamIdToInputInfo().values().stream())
                        .map(info -> String.valueOf(info.metadata().get("Description")))
                        .collect(Collectors.joining("; ")))
                .contains(in + "-0: 0 to ", in + "-1: 0 to ");
    }

    @Test
    void shouldMakeLettersOfWhatCannotBeDeserialized() throws Exception {
        topics.append(in, 1, List.of("8 bytes!", "no long"));
        CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().stream(
                            KafkaSource.of(topics.bootstrap(), StringDeserializer::new, LongDeserializer::new)
                                    .subscribe(in)
                                    .startingOffsets("earliest")
                                    .rejectMalformed()
                                    .build())
                    .deadLetters(letters));
            run(harness, () -> !letters.records().isEmpty());
        }

        assertThat(letters.records()).singleElement().satisfies(letter -> {
            assertThat(letter.record()).isEqualTo("no long");
            assertThat(letter.details()).isEqualTo(Map.of("topic", in, "partition", "1", "offset", "1"));
            assertThat(letter.error()).contains("SerializationException");
        });
    }

    @Test
    void shouldRefuseToStartWithAGroupOfSomebodyElse() {
        topics.admin(admin -> admin.alterConsumerGroupOffsets(
                        "foreign", Map.of(new TopicPartition(in, 0), new OffsetAndMetadata(0)))
                .all());
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.collect(harness.context().stream(lines().groupId("foreign").build()));

            assertThatThrownBy(harness::start)
                    .hasMessageContaining("group 'foreign'")
                    .hasMessageContaining("kafka(" + in);
        }
    }

    private KafkaSourceBuilder<String, String, String> lines() {
        return KafkaSource.strings(topics.bootstrap()).subscribe(in);
    }

    /** Runs batches, most of them empty, until something has come. */
    private static void run(StreamHarness harness, BooleanSupplier until) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline && !until.getAsBoolean()) {
            harness.runBatches(1);
        }
        assertThat(until.getAsBoolean()).isTrue();
    }

    private static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    }
}
