// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function0;
import dev.shaduf.sink.kafka.internal.SinkPlan;
import dev.shaduf.sink.kafka.internal.SinkPlans;
import dev.shaduf.sink.kafka.internal.SinkSettings;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link KafkaSink}. {@link #build()} reports all faults together. Not safe for use by several threads.
 *
 * @param <T> the type of the records
 */
public final class KafkaSinkBuilder<T> {
    private final Map<String, String> options = new TreeMap<>();
    private final Part<T, ?> value;
    private @Nullable Part<T, ?> key;
    private @Nullable Function<? super T, String> topicOf;
    private @Nullable Function<? super T, @Nullable Integer> partitionOf;
    private @Nullable Function<? super T, @Nullable Long> timestampOf;
    private @Nullable Function<? super T, Map<String, byte[]>> headersOf;

    private KafkaSinkBuilder(Part<T, ?> value) {
        this.value = value;
    }

    static <T, V> KafkaSinkBuilder<T> begin(
            String bootstrap,
            String topic,
            Function<? super T, ? extends @Nullable V> value,
            Function0<? extends Serializer<V>> serializer) {
        return new KafkaSinkBuilder<>(new Part<T, V>(value, serializer))
                .set(SinkSettings.BOOTSTRAP, bootstrap)
                .set(SinkSettings.TOPIC, topic);
    }

    /**
     * Gives records a key.
     *
     * @param function makes the key of a record; may give {@code null}
     * @param serializer makes a serializer of keys; one per task
     * @param <K> the type of the keys
     * @return this builder
     */
    public <K> KafkaSinkBuilder<T> key(
            Function<? super T, ? extends @Nullable K> function, Function0<? extends Serializer<K>> serializer) {
        key = new Part<T, K>(function, serializer);
        return this;
    }

    /**
     * Chooses the topic by the record.
     *
     * @param function gives the topic of a record, which must be there
     * @return this builder
     */
    public KafkaSinkBuilder<T> topic(Function<? super T, String> function) {
        topicOf = function;
        return this;
    }

    /**
     * Chooses the partition by the record.
     *
     * @param function gives the partition of a record; {@code null} leaves it to Kafka, which goes by the key
     * @return this builder
     */
    public KafkaSinkBuilder<T> partition(Function<? super T, @Nullable Integer> function) {
        partitionOf = function;
        return this;
    }

    /**
     * Gives records a time.
     *
     * @param function gives the time of a record in milliseconds since the epoch; {@code null} for the time of sending
     * @return this builder
     */
    public KafkaSinkBuilder<T> timestamp(Function<? super T, @Nullable Long> function) {
        timestampOf = function;
        return this;
    }

    /**
     * Gives records headers.
     *
     * @param function gives the headers of a record
     * @return this builder
     */
    public KafkaSinkBuilder<T> headers(Function<? super T, Map<String, byte[]>> function) {
        headersOf = function;
        return this;
    }

    /**
     * Does without transactions: faster, and a batch that is run again after a crash is there twice.
     *
     * @return this builder
     */
    public KafkaSinkBuilder<T> atLeastOnce() {
        return set(SinkSettings.DELIVERY, "at-least-once");
    }

    /**
     * Limits what one batch may have in memory until it is committed.
     *
     * @param bytes keys and values together
     * @return this builder
     */
    public KafkaSinkBuilder<T> maxBatchBytes(long bytes) {
        return set(SinkSettings.MAX_BATCH_BYTES, bytes);
    }

    /**
     * Sets how long Kafka may take to answer.
     *
     * @param timeout the longest time
     * @return this builder
     */
    public KafkaSinkBuilder<T> connectTimeout(Duration timeout) {
        return set(SinkSettings.CONNECT_TIMEOUT, timeout.milliseconds());
    }

    /**
     * Sets how long a transaction may be open, from the first task that is done to the commit.
     *
     * @param timeout the longest time; the broker bounds it
     * @return this builder
     */
    public KafkaSinkBuilder<T> transactionTimeout(Duration timeout) {
        return set(SinkSettings.TRANSACTION_TIMEOUT, timeout.milliseconds());
    }

    /**
     * Passes a setting on to the clients of Kafka, and to the serializers.
     *
     * @param name the key as Kafka has it, such as {@code compression.type}
     * @param setting its value
     * @return this builder
     */
    public KafkaSinkBuilder<T> kafka(String name, String setting) {
        options.put("kafka." + name, setting);
        return this;
    }

    private KafkaSinkBuilder<T> set(Setting<?> setting, Object given) {
        options.put(setting.key(), String.valueOf(given));
        return this;
    }

    /**
     * Builds the sink. Nothing is connected yet.
     *
     * @return the sink
     * @throws ConfigurationException naming every fault
     */
    public KafkaSink<T> build() {
        return build(Options.check("sink 'kafka'", options, SinkSettings.all()));
    }

    KafkaSink<T> build(Options checked) {
        SinkPlan plan = SinkPlans.of(checked);
        Guarantee guarantee =
                Guarantee.valueOf(checked.get(SinkSettings.DELIVERY).name());
        TreeMap<String, String> settings = new TreeMap<>(checked.family(SinkSettings.KAFKA));
        PartsEncoder.Choices<T> choices = new PartsEncoder.Choices<>(topicOf, partitionOf, timestampOf, headersOf);
        Part<T, ?> keyPart = key;
        Part<T, ?> valuePart = value;
        String topic = plan.topic();
        return new KafkaSink<>(
                plan,
                guarantee,
                () -> new PartsEncoder<>(
                        topic,
                        choices,
                        keyPart == null ? null : keyPart.open(settings, true),
                        valuePart.open(settings, false)));
    }
}
