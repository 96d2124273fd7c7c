// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.function.Function0;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.RDD;
import dev.shaduf.source.kafka.internal.KafkaPlanner;
import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.KafkaReader;
import dev.shaduf.source.kafka.internal.KafkaSplit;
import dev.shaduf.source.kafka.internal.Plan;
import dev.shaduf.source.kafka.internal.RecordFactory;
import dev.shaduf.source.kafka.internal.SplitRecords;
import dev.shaduf.source.kafka.internal.Splits;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.InputRanges;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads Kafka topics directly, exactly once: each batch is a range of offsets per partition, which a replay reads again.
 *
 * <p>Partitions are assigned, not balanced by a group, so no other program takes part. Consumers live as long as the stream
 * and fetch ahead; a partition of a batch is one of Kafka, or a part of one. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * KafkaSource<String> orders = KafkaSource.strings("localhost:9092")
 *         .subscribe("orders")
 *         .startingOffsets("earliest")
 *         .build();
 * DStream<String> lines = ssc.stream(orders);
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class KafkaSource<T> implements Source<T, KafkaRange, KafkaSplit> {
    private final Plan plan;
    private final boolean reject;
    private final Function0<RecordFactory<T>> factories;

    KafkaSource(Plan plan, boolean reject, Function0<RecordFactory<T>> factories) {
        this.plan = plan;
        this.reject = reject;
        this.factories = factories;
    }

    /**
     * Begins a source whose records are the values, as text in UTF-8.
     *
     * @param bootstrap servers to begin with, {@code host:port}, with commas between them
     * @return a builder
     */
    public static KafkaSourceBuilder<String, String, String> strings(String bootstrap) {
        return of(bootstrap, StringDeserializer::new, StringDeserializer::new);
    }

    /**
     * Begins a source whose records are the values, made by a deserializer.
     *
     * @param bootstrap servers to begin with, {@code host:port}, with commas between them
     * @param keys makes a deserializer of keys; one per task
     * @param values makes a deserializer of values; one per task
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a builder
     */
    public static <K, V> KafkaSourceBuilder<K, V, V> of(
            String bootstrap, Function0<Deserializer<K>> keys, Function0<Deserializer<V>> values) {
        return KafkaSourceBuilder.values(bootstrap, keys, values);
    }

    /**
     * Lists the offsets that an RDD of a stream is computed from, for programs that store them together with their results. All
     * operations keep them; an RDD of a window has those of several batches.
     *
     * @param rdd the RDD that {@code foreachRDD} or {@code transform} gives
     * @return the pieces of partitions that are not empty, by topic and partition
     */
    public static List<OffsetRange> offsetRanges(RDD<?> rdd) {
        return InputRanges.of(rdd).stream()
                .filter(KafkaRange.class::isInstance)
                .flatMap(range -> ((KafkaRange) range).partitions().stream())
                .filter(part -> !part.isEmpty())
                .map(part -> new OffsetRange(part.topic(), part.partition(), part.from(), part.until()))
                .toList();
    }

    @Override
    public String name() {
        return "kafka(" + plan.subscription().describe() + ")";
    }

    @Override
    public Guarantee promise() {
        return plan.compacted() == Plan.Compacted.AT_LEAST_ONCE ? Guarantee.AT_LEAST_ONCE : Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SourcePlanner<KafkaRange> open(SourceContext context) throws IOException, InterruptedException {
        return KafkaPlanner.open(plan, context);
    }

    @Override
    public List<KafkaSplit> splits(KafkaRange range, int layout) {
        return Splits.of(range, layout == 0 ? plan.minPartitions() : layout);
    }

    @Override
    public SourceReader<T> reader(KafkaSplit split) throws Exception {
        return KafkaReader.open(plan, split, reject, factories);
    }

    /**
     * Reads given pieces of partitions, without a stream. What was fetched for streams is not touched.
     *
     * @param context the engine
     * @param ranges the pieces, of topics that this source reads; each becomes a partition
     * @return an RDD that reads them whenever it is computed
     */
    public RDD<T> rdd(EngineContext context, List<OffsetRange> ranges) {
        List<KafkaSplit> splits = ranges.stream()
                .map(range -> new KafkaSplit(
                        range.topic(), "", range.partition(), range.from(), range.until(), -1, plan.isolation()))
                .toList();
        Plan of = plan;
        boolean rejecting = reject;
        Function0<RecordFactory<T>> making = factories;
        return context.parallelize(splits, Math.max(1, splits.size()))
                .flatMap(split -> new SplitRecords<>(of, split, rejecting, making));
    }

    @Override
    public String toString() {
        return name();
    }
}
