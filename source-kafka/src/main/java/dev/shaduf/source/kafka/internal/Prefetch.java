// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched ahead for one planner: a buffer per partition, filled by a few threads. Tasks of this JVM find it by the
 * id of the source; without it they read from Kafka themselves. Buffers may be asked for by any thread, and
 * errors reported; the rest is for the one that plans.
 */
final class Prefetch {
    private static final long SMALLEST_BUFFER = 1 << 20;

    private final Plan plan;
    private final SourceContext context;
    private final Losses losses;
    private final ConcurrentSkipListMap<TopicPartition, PartitionBuffer> buffers =
            new ConcurrentSkipListMap<>(Partitions.ORDER);
    private final Map<TopicPartition, Fetcher> fetcherOf = new TreeMap<>(Partitions.ORDER);
    private final List<Fetcher> fetchers = new ArrayList<>();
    private final RateCap cap;
    private long capacity = SMALLEST_BUFFER;

    Prefetch(Plan plan, SourceContext context, Losses losses) {
        this.plan = plan;
        this.context = context;
        this.losses = losses;
        this.cap = new RateCap(plan.maxRatePerPartition(), context.interval());
    }

    /** Starts to fetch. */
    void begin(Map<TopicPartition, OffsetAndMetadata> positions) {
        divideMemory(positions.size());
        positions.forEach(this::fetch);
        JvmResources.of(plan.id()).offer(this);
    }

    /** Fetches a partition, too; or fetches it anew, from elsewhere. */
    void join(TopicPartition partition, OffsetAndMetadata from) {
        fetch(partition, from);
        divideMemory(buffers.size());
    }

    private void divideMemory(int partitions) {
        capacity = Math.max(SMALLEST_BUFFER, plan.prefetchBytes() / Math.max(1, partitions));
        buffers.values().forEach(buffer -> buffer.setCapacity(capacity));
    }

    private void fetch(TopicPartition partition, OffsetAndMetadata from) {
        Fetcher fetcher = fetcherOf.computeIfAbsent(partition, p -> leastBusy());
        PartitionBuffer buffer = new PartitionBuffer(partition, from.offset(), capacity, fetcher::wake);
        PartitionBuffer known = buffers.put(partition, buffer);
        if (known != null) {
            // What is on its way to it is of the place before, and goes nowhere.
            known.close();
        }
        fetcher.add(buffer, from);
    }

    private Fetcher leastBusy() {
        Map<Fetcher, Integer> load = new java.util.HashMap<>();
        fetcherOf.values().forEach(fetcher -> load.merge(fetcher, 1, Integer::sum));
        if (load.size() == fetchers.size() && fetchers.size() < mostFetchers()) {
            String name = context.threadName("fetch");
            Fetcher another = new Fetcher(plan.connection().consumer(plan.isolation(), name), losses, name);
            fetchers.add(another);
            return another;
        }
        return fetchers.stream()
                .min(Comparator.comparingInt(fetcher -> load.getOrDefault(fetcher, 0)))
                .orElseThrow();
    }

    private int mostFetchers() {
        return plan.consumers() > 0
                ? plan.consumers()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Fetches a partition no more. */
    void leave(TopicPartition partition) {
        PartitionBuffer buffer = buffers.remove(partition);
        Fetcher fetcher = fetcherOf.remove(partition);
        if (buffer != null && fetcher != null) {
            fetcher.remove(partition);
            buffer.close();
            divideMemory(buffers.size());
        }
    }

    @Nullable
    PartitionBuffer buffer(TopicPartition partition) {
        return buffers.get(partition);
    }

    void cut(KafkaSplit split) {
        PartitionBuffer buffer = buffers.get(split.topicPartition());
        if (buffer != null) {
            buffer.cut(split.from(), split.until());
        }
    }

    void forget(TopicPartition partition, long until) {
        PartitionBuffer buffer = buffers.get(partition);
        if (buffer != null) {
            buffer.forget(until);
        }
    }

    /** Divides a limit by what is there to be read. */
    Map<TopicPartition, Long> shares(ReadLimit limit) {
        Map<TopicPartition, Long> available = new TreeMap<>(Partitions.ORDER);
        long most = cap.next();
        buffers.forEach((partition, buffer) -> available.put(partition, Math.min(most, buffer.available())));
        return Shares.of(available, limit.records());
    }

    void refuseFault() throws IOException {
        for (Fetcher fetcher : fetchers) {
            Exception fault = fetcher.fault().orElse(null);
            if (fault != null) {
                throw new IOException(
                        "Kafka at '" + plan.connection().bootstrap() + "' cannot be read: " + fault.getMessage(),
                        fault);
            }
        }
    }

    void report(String message) {
        context.reportError(message, null);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        long total = 0;
        for (PartitionBuffer buffer : buffers.values()) {
            long lag = buffer.lag();
            total += lag;
            figures.put("position." + buffer.partition(), buffer.planned());
            figures.put("lag." + buffer.partition(), lag);
        }
        figures.put("lag", total);
        return figures;
    }

    void close() throws IOException, InterruptedException {
        JvmResources.end(plan.id(), this);
        for (PartitionBuffer buffer : buffers.values()) {
            buffer.close();
        }
        fetchers.forEach(Fetcher::end);
        for (Fetcher fetcher : fetchers) {
            fetcher.close();
        }
    }
}
