// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function0;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.kafka.internal.KafkaSettings;
import dev.shaduf.source.kafka.internal.Plan;
import dev.shaduf.source.kafka.internal.Plans;
import dev.shaduf.source.kafka.internal.RawRecord;
import dev.shaduf.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Builds a {@link KafkaSource}. Each method sets one option of the table of options; {@link #build()} reports all faults
 * together. Not safe for use by several threads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param <T> the type of the records
 */
public final class KafkaSourceBuilder<K, V, T> {
    private final Map<String, String> options;
    private final Function0<Deserializer<K>> keys;
    private final Function0<Deserializer<V>> values;
    private final Shaper<K, V, T> shaper;

    private KafkaSourceBuilder(
            Map<String, String> options,
            Function0<Deserializer<K>> keys,
            Function0<Deserializer<V>> values,
            Shaper<K, V, T> shaper) {
        this.options = options;
        this.keys = keys;
        this.values = values;
        this.shaper = shaper;
    }

    static <K, V> KafkaSourceBuilder<K, V, V> values(
            String bootstrap, Function0<Deserializer<K>> keys, Function0<Deserializer<V>> values) {
        Map<String, String> options = new TreeMap<>();
        options.put(KafkaSettings.BOOTSTRAP.key(), bootstrap);
        return new KafkaSourceBuilder<>(options, keys, values, Codec.Open::value);
    }

    /**
     * Has pairs of key and value as records. Either may be {@code null}, as in Kafka.
     *
     * @return a builder with the options set so far
     */
    public KafkaSourceBuilder<K, V, Tuple2<K, V>> pairs() {
        return shaped(KafkaSourceBuilder::pair);
    }

    @SuppressWarnings("NullAway") // a key or value that is not there is null, as in Kafka
    private static <K, V> Tuple2<K, V> pair(Codec.Open<K, V> codec, RawRecord raw) {
        return new Tuple2<>(codec.key(raw), codec.value(raw));
    }

    /**
     * Has whole records: topic, partition, offset, time, key, value, headers.
     *
     * @return a builder with the options set so far
     */
    public KafkaSourceBuilder<K, V, KafkaRecord<K, V>> records() {
        return shaped(KafkaSourceBuilder::record);
    }

    /**
     * Has records made by a function, in the task.
     *
     * @param function makes a record of one of Kafka; {@code null} leaves it out. What it throws is treated as an error of
     *     deserialization
     * @param <U> the type of the records
     * @return a builder with the options set so far
     */
    public <U> KafkaSourceBuilder<K, V, U> map(Function<KafkaRecord<K, V>, U> function) {
        return shaped((codec, raw) -> function.call(record(codec, raw)));
    }

    private static <K, V> KafkaRecord<K, V> record(Codec.Open<K, V> codec, RawRecord raw) {
        List<KafkaRecord.Header> headers = StreamSupport.stream(raw.headers().spliterator(), false)
                .map(header -> new KafkaRecord.Header(header.key(), header.value()))
                .toList();
        return new KafkaRecord<>(
                raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), codec.key(raw), codec.value(raw), headers);
    }

    private <U> KafkaSourceBuilder<K, V, U> shaped(Shaper<K, V, U> newShaper) {
        return new KafkaSourceBuilder<>(options, keys, values, newShaper);
    }

    /**
     * Reads whole topics, also partitions that they get later.
     *
     * @param topics the topics
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> subscribe(String... topics) {
        return set(KafkaSettings.SUBSCRIBE, String.join(",", topics));
    }

    /**
     * Reads all topics with a name like this, also those made later.
     *
     * @param regex a regular expression for the whole name
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> subscribePattern(String regex) {
        return set(KafkaSettings.PATTERN, regex);
    }

    /**
     * Reads these partitions and no others.
     *
     * @param partitions the partitions
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> assign(TopicPartition... partitions) {
        return set(
                KafkaSettings.ASSIGN,
                java.util.Arrays.stream(partitions)
                        .map(TopicPartition::toString)
                        .collect(Collectors.joining(",")));
    }

    /**
     * Sets where a program begins that has not read anything.
     *
     * @param where {@code earliest} or {@code latest}
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> startingOffsets(String where) {
        return set(KafkaSettings.START, where);
    }

    /**
     * Begins, when the program has not read anything, with the records that are not older than a time.
     *
     * @param time the time
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> startingOffsets(Instant time) {
        return set(KafkaSettings.START, time.toString());
    }

    /**
     * Begins, when the program has not read anything, at given offsets. Partitions not named begin at their oldest record.
     *
     * @param offsets the first offset of each partition
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> startingOffsets(Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            return startingOffsets("earliest");
        }
        return set(
                KafkaSettings.START,
                offsets.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }

    /**
     * Sets whether records that were deleted before they were read stop the source.
     *
     * @param fail whether they do; they do unless set
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> failOnDataLoss(boolean fail) {
        return set(KafkaSettings.FAIL_ON_DATA_LOSS, fail);
    }

    /**
     * Limits how fast each partition is read.
     *
     * @param recordsPerSecond records per second at most; 0 for any
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> maxRatePerPartition(long recordsPerSecond) {
        return set(KafkaSettings.MAX_RATE, recordsPerSecond);
    }

    /**
     * Divides large ranges, so that a batch has partitions for more threads than Kafka has partitions.
     *
     * @param partitions partitions of a batch at least, as far as it has records
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> minPartitions(int partitions) {
        return set(KafkaSettings.MIN_PARTITIONS, partitions);
    }

    /**
     * Reads records of transactions before they are committed, also those that never will be.
     *
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> readUncommitted() {
        return set(KafkaSettings.ISOLATION, "read-uncommitted");
    }

    /**
     * Tells a consumer group which offsets are processed, for tools that show its lag. The stream never goes by it.
     *
     * @param groupId the group, which nobody else uses
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> groupId(String groupId) {
        return set(KafkaSettings.GROUP, groupId);
    }

    /**
     * Makes records that cannot be deserialized dead letters, rather than failing the batch.
     *
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> rejectMalformed() {
        return set(KafkaSettings.ON_ERROR, "reject");
    }

    /**
     * Says what to do about compacted topics.
     *
     * @param policy the policy; they are refused unless set
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> compacted(Plan.Compacted policy) {
        return set(
                KafkaSettings.COMPACTED,
                policy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    /**
     * Sets how much is fetched ahead.
     *
     * @param bytes memory for all partitions together; 0 for 64 MiB, or a sixteenth of the heap if that is less
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> prefetchBytes(long bytes) {
        return set(KafkaSettings.PREFETCH, bytes);
    }

    /**
     * Sets how many consumers fetch, each with a thread of its own.
     *
     * @param count how many; 0 for one per two processors
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> consumers(int count) {
        return set(KafkaSettings.CONSUMERS, count);
    }

    /**
     * Sets how long Kafka may take to answer when the program starts.
     *
     * @param timeout the longest time
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> connectTimeout(Duration timeout) {
        return set(KafkaSettings.CONNECT_TIMEOUT, timeout.milliseconds());
    }

    /**
     * Sets how long a task waits for records that were planned.
     *
     * @param timeout the longest time
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> readTimeout(Duration timeout) {
        return set(KafkaSettings.READ_TIMEOUT, timeout.milliseconds());
    }

    /**
     * Sets how often to look for new partitions and topics.
     *
     * @param interval the time between two looks
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> discoveryInterval(Duration interval) {
        return set(KafkaSettings.DISCOVERY, interval.milliseconds());
    }

    /**
     * Passes a setting on to the clients of Kafka, and to the deserializers.
     *
     * @param key the key as Kafka has it, such as {@code security.protocol}
     * @param value its value
     * @return this builder
     */
    public KafkaSourceBuilder<K, V, T> kafka(String key, String value) {
        options.put("kafka." + key, value);
        return this;
    }

    private KafkaSourceBuilder<K, V, T> set(Setting<?> setting, Object value) {
        options.put(setting.key(), String.valueOf(value));
        return this;
    }

    /**
     * Builds the source. Nothing is connected yet.
     *
     * @return the source
     * @throws ConfigurationException naming every fault
     */
    public KafkaSource<T> build() {
        return build(Options.check("source 'kafka'", options, KafkaSettings.all()));
    }

    KafkaSource<T> build(Options checked) {
        Plan plan = Plans.of(checked);
        boolean reject = checked.get(KafkaSettings.ON_ERROR) == KafkaSettings.OnError.REJECT;
        Codec<K, V> codec = new Codec<>(keys, values, new TreeMap<>(checked.family(KafkaSettings.KAFKA)));
        Shaper<K, V, T> shape = shaper;
        return new KafkaSource<>(plan, reject, () -> new ShapedRecords<>(codec.open(), shape));
    }
}
