// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.function.Function;
import dev.shaduf.function.Function0;
import dev.shaduf.sink.kafka.internal.AtLeastOnceSession;
import dev.shaduf.sink.kafka.internal.ExactlyOnceSession;
import dev.shaduf.sink.kafka.internal.PartitionedSession;
import dev.shaduf.sink.kafka.internal.RecordEncoder;
import dev.shaduf.sink.kafka.internal.SinkPlan;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Kafka topics. Exactly once unless told otherwise: each batch is one transaction, which carries the number of
 * the batch, so that a batch that is run again after a crash is recognised. Consumers see it with
 * {@code isolation.level=read_committed}. A batch without records costs no transaction.
 *
 * <p>The records of a batch are in memory until it is committed. On a cluster, each partition of a batch is a transaction of its own,
 * committed where its task runs. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * counts.sinkTo(KafkaSink.of("localhost:9092", "counts", Count::toJson, StringSerializer::new)
 *         .key(Count::word, StringSerializer::new)
 *         .build());
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class KafkaSink<T> implements Sink<T> {
    private final SinkPlan plan;
    private final Guarantee guarantee;
    private final CommitMode mode;
    private final Function0<RecordEncoder<T>> encoders;

    KafkaSink(SinkPlan plan, Guarantee guarantee, Function0<RecordEncoder<T>> encoders) {
        this(plan, guarantee, CommitMode.PER_BATCH, encoders);
    }

    private KafkaSink(SinkPlan plan, Guarantee guarantee, CommitMode mode, Function0<RecordEncoder<T>> encoders) {
        this.plan = plan;
        this.guarantee = guarantee;
        this.mode = mode;
        this.encoders = encoders;
    }

    /**
     * Begins a sink whose values are the records as text, in UTF-8.
     *
     * @param bootstrap servers to begin with, {@code host:port}, with commas between them
     * @param topic the topic, which must be there
     * @return a builder
     */
    public static KafkaSinkBuilder<Object> strings(String bootstrap, String topic) {
        return of(bootstrap, topic, String::valueOf, StringSerializer::new);
    }

    /**
     * Begins a sink whose values are the records, made by a serializer.
     *
     * @param bootstrap servers to begin with, {@code host:port}, with commas between them
     * @param topic the topic of records that name none; it must be there
     * @param serializer makes a serializer of records; one per task
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> KafkaSinkBuilder<T> of(
            String bootstrap, String topic, Function0<? extends Serializer<T>> serializer) {
        return of(bootstrap, topic, record -> record, serializer);
    }

    /**
     * Begins a sink.
     *
     * @param bootstrap servers to begin with, {@code host:port}, with commas between them
     * @param topic the topic of records that name none; it must be there
     * @param value makes the value of a record; {@code null} says that its key is deleted
     * @param serializer makes a serializer of values; one per task
     * @param <T> the type of the records
     * @param <V> the type of the values
     * @return a builder
     */
    public static <T, V> KafkaSinkBuilder<T> of(
            String bootstrap,
            String topic,
            Function<? super T, ? extends @Nullable V> value,
            Function0<? extends Serializer<V>> serializer) {
        return KafkaSinkBuilder.begin(bootstrap, topic, value, serializer);
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public Guarantee guarantee() {
        return guarantee;
    }

    @Override
    public CommitMode commitMode() {
        return mode;
    }

    /** Returns whether a batch is one transaction: its records are in the memory of the JVM that commits them. */
    @Override
    public boolean oneJvm() {
        return mode == CommitMode.PER_BATCH;
    }

    /** Returns a sink that writes each partition of a batch in a transaction of its own. */
    @Override
    public Sink<T> distributed() {
        return new KafkaSink<>(plan, guarantee, CommitMode.PER_PARTITION, encoders);
    }

    @Override
    public SinkSession<T> open(SinkContext context) throws Exception {
        if (guarantee != Guarantee.EXACTLY_ONCE) {
            return new AtLeastOnceSession<>(plan, mode, encoders);
        }
        return mode == CommitMode.PER_BATCH
                ? ExactlyOnceSession.open(plan, context, encoders)
                : new PartitionedSession<>(plan, context, encoders);
    }

    @Override
    public String toString() {
        return name();
    }
}
