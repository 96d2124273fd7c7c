// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one split after the other from Kafka, when what was fetched ahead is not there. Used by one thread at a time. */
final class SplitConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(SplitConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Plan plan;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final TopicIds ids;
    private @Nullable KafkaSplit split;
    private final Deque<Block> fetched = new ArrayDeque<>();
    private long position;
    private long waitedNanos;

    SplitConsumer(Plan plan, String isolation) {
        this.plan = plan;
        String name = "shaduf-read-" + NUMBERS.incrementAndGet();
        this.ids = new TopicIds(plan, name);
        this.consumer = plan.connection().consumer(isolation, name);
    }

    void begin(KafkaSplit next, long from, long alreadyWaitedNanos) throws IOException, InterruptedException {
        ids.check(next);
        split = next;
        position = from;
        waitedNanos = alreadyWaitedNanos;
        fetched.clear();
        consumer.assign(List.of(next.topicPartition()));
        consumer.seek(next.topicPartition(), from);
    }

    /** Lets go of the split, and of what was fetched beyond what was read of it. */
    void end() {
        split = null;
        fetched.clear();
    }

    /** Returns what comes next in the split; null at its end. */
    @Nullable
    Block next() throws IOException, InterruptedException {
        KafkaSplit current = split;
        long deadline = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(plan.readTimeout().milliseconds())
                - waitedNanos;
        waitedNanos = 0;
        while (current != null && fetched.isEmpty() && position < current.until()) {
            if (!poll(current) && System.nanoTime() > deadline) {
                throw new IOException("partition " + current.topicPartition() + " gave nothing for "
                        + plan.readTimeout() + " at offset " + position + " of the range " + current
                        + "; is Kafka at '" + plan.connection().bootstrap() + "' up? Its limit is readTimeout");
            }
        }
        return fetched.poll();
    }

    /** Takes what has come, maybe a gap alone; false if nothing has. */
    private boolean poll(KafkaSplit current) throws IOException, InterruptedException {
        TopicPartition partition = current.topicPartition();
        try {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
            long before = position;
            position = consumer.position(
                    partition, Duration.ofMillis(plan.readTimeout().milliseconds()));
            take(current, Page.of(partition, records.records(partition)));
            return position > before;
        } catch (InvalidOffsetException e) {
            skipLost(current);
            return false;
        } catch (InterruptException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedException interrupted(InterruptException e) {
        Thread.interrupted();
        InterruptedException plain = new InterruptedException(e.getMessage());
        plain.initCause(e);
        return plain;
    }

    private void take(KafkaSplit current, List<Page> pages) throws DataLossException {
        boolean checked = false;
        for (Page page : pages) {
            Block block = Block.of(page);
            int count = block.before(current.until());
            if (count > 0) {
                checked = checked || checkEpoch(current, page);
                fetched.add(count == block.size() ? block : block.head(count));
            }
        }
    }

    /** Returns whether a later epoch was found, which is said once. */
    private boolean checkEpoch(KafkaSplit current, Page page) throws DataLossException {
        boolean later = current.leaderEpoch() >= 0 && page.leaderEpoch() > current.leaderEpoch();
        if (later) {
            checkTolerated("partition " + current.topicPartition() + " has a record of leader epoch "
                    + page.leaderEpoch() + " at offset " + page.offset(0) + " of the range " + current
                    + ", which was planned in epoch " + current.leaderEpoch() + ": its log was cut off");
        }
        return later;
    }

    private void skipLost(KafkaSplit current) throws DataLossException {
        Set<TopicPartition> partition = Set.of(current.topicPartition());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partition);
        long begin = begins.getOrDefault(current.topicPartition(), 0L);
        checkTolerated(
                "offset " + position + " of the range " + current + " is not there any more; the oldest is " + begin);
        position = begin > position ? Math.min(begin, current.until()) : current.until();
        consumer.seek(current.topicPartition(), position);
    }

    private void checkTolerated(String what) throws DataLossException {
        if (plan.failOnDataLoss()) {
            throw new DataLossException(what);
        }
        String text = what + "; going on without, because failOnDataLoss=false";
        if (!JvmResources.of(plan.id()).report(text)) {
            LOG.warn("{}", text);
        }
    }

    void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    /** Asks whether the topic is still the one that was planned; not at each split. No thread of it stays. */
    private static final class TopicIds {
        private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(10);

        private final Plan plan;
        private final String name;
        private Map<TopicPartition, String> known = Map.of();
        private long askedNanos;

        TopicIds(Plan plan, String name) {
            this.plan = plan;
            this.name = name;
        }

        void check(KafkaSplit split) throws IOException, InterruptedException {
            if (plan.failOnDataLoss() && !isSame(split, trusted())) {
                known = ask(split);
                refuse(split, known.get(split.topicPartition()));
            }
        }

        private Map<TopicPartition, String> trusted() {
            return System.nanoTime() - askedNanos < TRUSTED_NANOS ? known : Map.of();
        }

        private Map<TopicPartition, String> ask(KafkaSplit split) throws IOException, InterruptedException {
            try (AdminCalls calls = new AdminCalls(plan.connection(), name, plan.connectTimeout())) {
                askedNanos = System.nanoTime();
                return new TopicWatch(calls, plan.subscription(), Clock.system(), 0)
                        .now(answer -> isSame(split, answer));
            }
        }

        private static boolean isSame(KafkaSplit split, Map<TopicPartition, String> ids) {
            String id = ids.get(split.topicPartition());
            return id != null && (split.topicId().isEmpty() || split.topicId().equals(id));
        }

        private static void refuse(KafkaSplit split, @Nullable String id) throws DataLossException {
            if (id == null) {
                throw new DataLossException(
                        "partition " + split.topicPartition() + " of the range " + split + " is not there any more");
            }
            if (!split.topicId().isEmpty() && !id.equals(split.topicId())) {
                throw new DataLossException("topic '" + split.topic() + "' was deleted and made again: its id was "
                        + split.topicId() + " and is " + id);
            }
        }
    }
}
