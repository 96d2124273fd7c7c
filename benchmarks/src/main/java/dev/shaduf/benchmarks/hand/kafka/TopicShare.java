// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.hand.Lanes;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every second partition of a topic, read by one thread from its beginning to the end that it has at the start. */
final class TopicShare implements AutoCloseable {

    private static final int THREADS = 2;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final Map<TopicPartition, Long> ends;

    private TopicShare(Arguments arguments, int thread) {
        Map<String, Object> settings = KafkaClients.consumer(arguments.text("bootstrap"));
        // Offsets are committed, under this name, by those who copy.
        settings.put("group.id", "hand-" + arguments.text("out", "none"));
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> mine = new ArrayList<>();
        for (TopicPartition partition : KafkaClients.partitions(consumer, arguments.text("topic"))) {
            if (partition.partition() % THREADS == thread) {
                mine.add(partition);
            }
        }
        KafkaClients.assign(consumer, mine);
        ends = consumer.endOffsets(mine);
    }

    /** One thread's work on its share; returns how many lines it read. */
    @FunctionalInterface
    interface Loop {
        long read(TopicShare share) throws Exception;
    }

    /** Runs two threads over all shares and returns how many lines they read. */
    static long readAll(Arguments arguments, Loop loop) throws InterruptedException {
        Announcement.of(Kind.CONNECTED).with(Announcement.AT, EpochMicros.now()).announce();
        IntFunction<Callable<Long>> threads = thread -> () -> {
            try (TopicShare share = new TopicShare(arguments, thread)) {
                return loop.read(share);
            }
        };
        return Lanes.run(List.of(0, 1), threads);
    }

    /** Tells whether there is more to come. */
    boolean hasMore() {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return true;
            }
        }
        return false;
    }

    ConsumerRecords<String, String> poll() {
        return consumer.poll(POLL);
    }

    KafkaConsumer<String, String> consumer() {
        return consumer;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
