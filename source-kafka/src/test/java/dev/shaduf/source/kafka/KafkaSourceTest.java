// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.Options;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.KafkaSplit;
import dev.shaduf.source.kafka.internal.Plan;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaSourceTest extends TopicTest {
    @Test
    void shouldReadAllPartitionsFromTheBeginning() throws Exception {
        topics.create(topic, 3);
        for (int partition = 0; partition < 3; partition++) {
            topics.append(topic, partition, numbers(partition * 100, 100));
        }

        try (Run<String> run = Run.of(earliest().build())) {
            assertThat(run.take(300)).containsExactlyInAnyOrderElementsOf(numbers(0, 300));
        }
    }

    @Test
    void shouldBeginBehindTheNewestRecordUnlessTold() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, List.of("old"));

        try (Run<String> run = Run.of(strings().build())) {
            topics.append(topic, 0, List.of("new"));

            assertThat(run.take(1)).containsExactly("new");
        }
    }

    @Test
    void shouldBeginAtGivenOffsets() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 10));
        topics.append(topic, 1, numbers(10, 2));

        try (Run<String> run = Run.of(strings()
                .startingOffsets(Map.of(new TopicPartition(topic, 0), 8L))
                .build())) {
            assertThat(run.take(4)).containsExactlyInAnyOrder("8", "9", "10", "11");
        }
    }

    @Test
    void shouldBeginAtTheOldestRecordsWhenNoOffsetsWereStoredYet() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, List.of("a"));

        try (Run<String> run = Run.of(strings().startingOffsets(Map.of()).build())) {
            assertThat(run.take(1)).containsExactly("a");
        }
    }

    @Test
    void shouldBeginAtATime() throws Exception {
        topics.create(topic, 1);
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        topics.appendRecords(
                List.of(at(noon.minusSeconds(1), "before"), at(noon, "noon"), at(noon.plusSeconds(1), "after")));

        try (Run<String> run = Run.of(strings().startingOffsets(noon).build())) {
            assertThat(run.take(2)).containsExactly("noon", "after");
        }
    }

    @Test
    void shouldHaveALaneForEachPartition() throws Exception {
        topics.create(topic, 3);

        try (Run<String> run = Run.of(strings().build())) {
            assertThat(run.planner.lanes()).isEqualTo(3);
        }
    }

    @Test
    void shouldReadThePartitionsAssigned() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, List.of("a"));
        topics.append(topic, 1, List.of("b"));

        try (Run<String> run = Run.of(KafkaSource.strings(broker.bootstrap())
                .assign(new TopicPartition(topic, 1))
                .startingOffsets("earliest")
                .build())) {
            assertThat(run.take(1)).containsExactly("b");
            assertThat(run.planner.plan(ReadLimit.NONE)).isEmpty();
        }
    }

    @Test
    void shouldReadTopicsOfAPatternAlsoThoseMadeLater() throws Exception {
        topics.create(topic + "-one", 1);
        topics.append(topic + "-one", 0, List.of("a"));

        try (Run<String> run = Run.of(KafkaSource.strings(broker.bootstrap())
                .subscribePattern(topic + "-.*")
                .startingOffsets("latest")
                .discoveryInterval(Durations.seconds(1))
                .build())) {
            topics.create(topic + "-two", 1);
            topics.append(topic + "-two", 0, List.of("b"));
            run.context.clock.advance(Durations.seconds(2));

            assertThat(run.take(1)).containsExactly("b");
        }
    }

    @Test
    void shouldReadNewPartitionsFromTheirBeginning() throws Exception {
        topics.create(topic, 1);
        try (Run<String> run =
                Run.of(strings().discoveryInterval(Durations.seconds(1)).build())) {
            topics.partitions(topic, 2);
            topics.append(topic, 1, List.of("early"));
            run.context.clock.advance(Durations.seconds(2));

            assertThat(run.take(1)).containsExactly("early");
        }
    }

    @Test
    void shouldGiveKeysTimesAndHeaders() throws Exception {
        topics.create(topic, 1);
        topics.appendRecords(List.of(new ProducerRecord<@Nullable String, @Nullable String>(
                topic,
                0,
                1_700_000_000_000L,
                "k",
                "v",
                List.of(new RecordHeader("h", "x".getBytes(StandardCharsets.UTF_8))))));

        try (Run<KafkaRecord<String, String>> run = Run.of(earliest().records().build())) {
            KafkaRecord<String, String> record = run.take(1).get(0);

            assertThat(record)
                    .usingRecursiveComparison()
                    .isEqualTo(new KafkaRecord<>(
                            topic,
                            0,
                            0,
                            1_700_000_000_000L,
                            "k",
                            "v",
                            List.of(new KafkaRecord.Header("h", "x".getBytes(StandardCharsets.UTF_8)))));
        }
    }

    @Test
    void shouldLeaveOutTombstonesOfValuesAndKeepThoseOfPairs() throws Exception {
        topics.create(topic, 1);
        topics.appendRecords(List.of(
                new ProducerRecord<@Nullable String, @Nullable String>(topic, 0, "gone", null),
                new ProducerRecord<@Nullable String, @Nullable String>(topic, 0, "there", "v")));

        try (Run<String> values = Run.of(earliest().build());
                Run<Tuple2<String, String>> pairs = Run.of(earliest().pairs().build())) {
            assertThat(values.take(1)).containsExactly("v");
            assertThat(pairs.take(2)).extracting(Tuple2::_2).containsExactly(null, "v");
        }
    }

    @Test
    void shouldMakeRecordsByAFunction() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, List.of("a", "skip", "b"));

        try (Run<String> run = Run.of(earliest()
                .map(r -> "skip".equals(r.value()) ? null : r.value() + "@" + r.offset())
                .build())) {
            assertThat(run.take(2)).containsExactly("a@0", "b@2");
        }
    }

    @Test
    void shouldCountRecordsAndNotOffsetsOfTransactions() throws Exception {
        topics.create(topic, 1);
        topics.appendTransaction(topic, 0, List.of("a", "b"), true);
        topics.appendTransaction(topic, 0, List.of("lost"), false);
        topics.appendTransaction(topic, 0, List.of("c"), true);

        try (Run<String> run = Run.of(earliest().build())) {
            List<String> read = new ArrayList<>();
            long counted = 0;
            KafkaRange last = run.plan(ReadLimit.NONE);
            for (; read.size() < 3; last = read.size() < 3 ? run.plan(ReadLimit.NONE) : last) {
                counted += last.records();
                read.addAll(run.read(last));
            }

            assertThat(read).containsExactly("a", "b", "c");
            assertThat(counted).isEqualTo(3);
            assertThat(last.partitions().get(0).until()).isEqualTo(7);
        }
    }

    @Test
    void shouldReadUncommittedRecordsWhenTold() throws Exception {
        topics.create(topic, 1);
        topics.appendTransaction(topic, 0, List.of("aborted"), false);

        try (Run<String> run = Run.of(earliest().readUncommitted().build())) {
            assertThat(run.take(1)).containsExactly("aborted");
        }
    }

    @Test
    void shouldGoOnFarBeyondWhatFitsIntoItsMemory() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 20_000));
        topics.append(topic, 1, numbers(20_000, 20_000));

        try (Run<String> run = Run.of(
                earliest().prefetchBytes(1).kafka("max.poll.records", "500").build())) {
            List<String> taken = run.take(40_000);

            assertThat(taken).hasSize(40_000);
            assertThat(Set.copyOf(taken)).isEqualTo(Set.copyOf(numbers(0, 40_000)));
        }
    }

    @Test
    void shouldReadARangeAgainAfterItsBlocksAreGone() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 1_000));
        try (Run<String> run = Run.of(earliest().build())) {
            KafkaRange range = run.plan(ReadLimit.records(600));
            List<String> once = run.read(range);
            run.planner.committed(range);

            assertThat(run.read(range)).isEqualTo(once).hasSize(600);
        }
    }

    @Test
    void shouldReadGivenRangesWithoutAStream() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 30_000));
        topics.append(topic, 1, numbers(50_000, 10));

        try (ShadufContext context = new ShadufContext("local[2]", "ranges")) {
            List<String> read = strings()
                    .build()
                    .rdd(context, List.of(new OffsetRange(topic, 0, 5, 29_000), new OffsetRange(topic, 1, 0, 3)))
                    .collect();

            assertThat(read.subList(0, 28_995)).isEqualTo(numbers(5, 28_995));
            assertThat(read.subList(28_995, 28_998))
                    .isEqualTo(numbers(50_000, 3))
                    .hasSize(3);
        }
    }

    @Test
    void shouldDivideLargeRangesForMoreThreads() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 1_000));

        try (Run<String> run = Run.of(earliest().minPartitions(4).build())) {
            KafkaRange range = run.plan(ReadLimit.NONE);

            assertThat(run.source.splits(range, 0)).hasSize(4);
            assertThat(run.read(range)).isEqualTo(numbers(0, (int) range.records()));
        }
    }

    @Test
    void shouldKeepToTheRateOfAPartition() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 100));
        topics.append(topic, 1, numbers(0, 100));

        try (Run<String> run = Run.of(earliest().maxRatePerPartition(10).build())) {
            assertThat(run.plan(ReadLimit.NONE).partitions())
                    .allSatisfy(part -> assertThat(part.records()).isLessThanOrEqualTo(10));
        }
    }

    @Test
    void shouldShareTheLimitByLag() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 900));
        topics.append(topic, 1, numbers(0, 100));

        try (Run<String> run = Run.of(earliest().build())) {
            await().until(() -> {
                run.planner.plan(ReadLimit.records(0));
                return run.planner.metadata().get("lag").equals(1_000L);
            });
            KafkaRange range = run.plan(ReadLimit.records(100));

            assertThat(range.partitions()).extracting(part -> part.records()).containsExactly(90L, 10L);
        }
    }

    @Test
    void shouldSayPositionLagAndRate() throws Exception {
        topics.create(topic, 2);
        topics.append(topic, 0, numbers(0, 10));

        try (Run<String> run = Run.of(earliest().build())) {
            run.context.clock.advance(Durations.seconds(2));
            run.plan(ReadLimit.records(4));

            assertThat(run.planner.metadata())
                    .containsEntry("position." + topic + "-0", 4L)
                    .containsEntry("lag." + topic + "-0", 6L)
                    .containsEntry("lag", 6L)
                    .containsEntry("rate." + topic + "-1", 0.0);
            run.context.clock.advance(Durations.seconds(2));
            run.plan(ReadLimit.records(4));

            assertThat(run.planner.metadata())
                    .containsEntry("rate." + topic + "-0", 2.0)
                    .containsEntry("rate", 2.0);
        }
    }

    @Test
    void shouldFailOnAWrongDeserializerNamingTheRecord() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, List.of("no long"));

        try (Run<Long> run = Run.of(longs().build())) {
            assertThatThrownBy(() -> run.take(1))
                    .hasMessageContaining(topic + "-0 at offset 0")
                    .hasMessageContaining("onDeserializationError=reject");
        }
    }

    @Test
    void shouldRejectWhatCannotBeDeserializedWhenTold() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, List.of("no long", "8 bytes!"));
        Letters letters = new Letters();

        try (Run<Long> run = Run.of(longs().rejectMalformed().build())) {
            while (letters.records.isEmpty()) {
                run.read(run.plan(ReadLimit.NONE), letters);
            }
        }

        assertThat(letters.records).hasSize(1);
        assertThat(letters.rejected).containsExactly("no long {offset=0, partition=0, topic=" + topic + "}");
    }

    @Test
    void shouldRefuseCompactedTopicsUntilSomebodyDecides() throws Exception {
        topics.create(topic, 1, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(() -> Run.of(earliest().build()))
                .hasMessageContaining(topic)
                .hasMessageContaining("compacted=allow");
        KafkaSource<String> weak =
                earliest().compacted(Plan.Compacted.AT_LEAST_ONCE).build();
        assertThat(weak.promise()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        Run.of(weak).close();
        assertThat(earliest().compacted(Plan.Compacted.ALLOW).build().promise()).isEqualTo(Guarantee.EXACTLY_ONCE);
    }

    @Test
    void shouldLeaveOutACompactedTopicThatIsMadeLater() throws Exception {
        topics.create(topic + "-plain", 1);
        KafkaSource<String> source = KafkaSource.strings(broker.bootstrap())
                .subscribePattern(topic + "-.*")
                .startingOffsets("earliest")
                .discoveryInterval(Durations.seconds(1))
                .build();
        try (Run<String> run = Run.of(source)) {
            topics.create(topic + "-compacted", 1, Map.of("cleanup.policy", "compact"));
            await().untilAsserted(() -> {
                run.planner.plan(ReadLimit.NONE);
                run.context.clock.advance(Durations.seconds(2));
                assertThat(run.context.errors)
                        .singleElement()
                        .asString()
                        .contains("[" + topic + "-compacted] are compacted")
                        .contains("compacted=allow");
            });
            topics.append(topic + "-plain", 0, List.of("read"));

            assertThat(run.plan(ReadLimit.NONE).partitions()).hasSize(1);
        }
    }

    @Test
    void shouldStartThoughItsTopicIsMadeAMomentLater() throws Exception {
        CompletableFuture<Void> made = CompletableFuture.runAsync(
                () -> topics.create(topic, 1), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

        try (Run<String> run = Run.of(earliest().build())) {
            made.join();
            topics.append(topic, 0, List.of("read"));
            assertThat(run.take(1)).containsExactly("read");
        }
    }

    @Test
    void shouldReadWhatWasPlannedThoughItsTopicIsSeenAMomentLater() throws Exception {
        KafkaSource<String> source = earliest().build();
        CompletableFuture<Void> made = CompletableFuture.runAsync(
                () -> {
                    topics.create(topic, 1);
                    topics.append(topic, 0, List.of("read"));
                },
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

        try (SourceReader<String> reader = source.reader(new KafkaSplit(topic, "", 0, 0, 1, -1, "read_committed"))) {
            List<String> records = new ArrayList<>();
            while (reader.read(records::add, 10)) {
                // until its end
            }
            assertThat(records).containsExactly("read");
        }
        made.join();
    }

    @Test
    void shouldRefuseATopicThatIsNotThere() {
        assertThatThrownBy(() -> Run.of(earliest().build()))
                .hasMessageContaining(topic)
                .hasMessageContaining(broker.bootstrap());
    }

    @Test
    void shouldMakeOfARecordWhatTheOptionSays() throws Exception {
        topics.create(topic, 1);
        topics.appendRecords(List.of(new ProducerRecord<@Nullable String, @Nullable String>(topic, 0, "k", "v")));

        assertThat(firstAs("value")).isEqualTo("v");
        assertThat(firstAs("pair")).isEqualTo(new Tuple2<>("k", "v"));
        assertThat(firstAs("record")).isInstanceOfSatisfying(KafkaRecord.class, record -> {
            assertThat(record.key()).isEqualTo("k");
            assertThat(record.topic()).isEqualTo(topic);
        });
    }

    @SuppressWarnings("unchecked") // what the options say is known at run time alone
    private Object firstAs(String records) throws Exception {
        KafkaSourceProvider provider = new KafkaSourceProvider();
        Map<String, String> options = Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrap(),
                "subscribe",
                topic,
                "startingOffsets",
                topic + "-0=0",
                "key.deserializer",
                "string",
                "records",
                records);
        try (Run<Object> run = Run.of(
                (KafkaSource<Object>) provider.create(Options.check("source 'kafka'", options, provider.settings())))) {
            return run.take(1).get(0);
        }
    }

    @Test
    @Timeout(30)
    void shouldSayWithinSecondsThatNobodyAnswers() {
        assertThatThrownBy(() -> Run.of(KafkaSource.strings("127.0.0.1:1")
                        .subscribe(topic)
                        .connectTimeout(Durations.seconds(1))
                        .build()))
                .hasMessageContaining("'127.0.0.1:1' did not answer within 1000 ms");
    }

    private KafkaSourceBuilder<String, Long, Long> longs() {
        return KafkaSource.<String, Long>of(broker.bootstrap(), StringDeserializer::new, LongDeserializer::new)
                .subscribe(topic)
                .startingOffsets("earliest");
    }

    private ProducerRecord<@Nullable String, @Nullable String> at(Instant time, String value) {
        return new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, value);
    }

    private static final class Letters implements RecordOutput<Long> {
        final List<Long> records = new ArrayList<>();
        final List<String> rejected = new ArrayList<>();

        @Override
        public void add(Long record) {
            records.add(record);
        }

        @Override
        public void reject(String what, Map<String, String> details, Exception error) {
            rejected.add(what + " " + new java.util.TreeMap<>(details));
        }
    }
}
