// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread with a consumer that fills the buffers of some partitions and pauses those that are full. */
final class Fetcher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_AFTER_ERROR = TimeUnit.MILLISECONDS.toNanos(500);

    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final Losses losses;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, PartitionBuffer> buffers = new ConcurrentHashMap<>();
    private final Set<TopicPartition> stopped = new HashSet<>();
    private final Set<TopicPartition> lost = new LinkedHashSet<>();
    private final Thread thread;
    private volatile Optional<Exception> fault = Optional.empty();
    private volatile boolean closed;

    Fetcher(KafkaConsumer<ByteBuffer, ByteBuffer> consumer, Losses losses, String threadName) {
        this.consumer = consumer;
        this.losses = losses;
        this.thread = new Thread(this, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to fetch a partition, or goes on elsewhere in one, with another buffer. */
    void add(PartitionBuffer buffer, OffsetAndMetadata from) {
        order(() -> {
            buffers.put(buffer.partition(), buffer);
            stopped.remove(buffer.partition());
            lost.remove(buffer.partition());
            consumer.assign(buffers.keySet());
            consumer.seek(buffer.partition(), from);
        });
    }

    /** Stops fetching a partition. */
    void remove(TopicPartition partition) {
        order(() -> {
            buffers.remove(partition);
            consumer.assign(buffers.keySet());
        });
    }

    /** Makes the thread look again which partitions have room. */
    void wake() {
        consumer.wakeup();
    }

    /** Returns why nothing can be fetched, if so. */
    Optional<Exception> fault() {
        return fault;
    }

    private void order(Runnable command) {
        commands.add(command);
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                step();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Kafka is not read any more", e);
            fault = Optional.of(new IllegalStateException("thread " + thread.getName() + " has ended: " + e, e));
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void step() {
        try {
            for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                command.run();
            }
            settleLost();
            pauseFull();
            fetch();
            fault = Optional.empty();
        } catch (WakeupException e) {
            // somebody has something to say
        } catch (InvalidOffsetException e) {
            lost.addAll(e.partitions());
        } catch (InterruptException e) {
            closed = true;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        LOG.warn("Kafka cannot be read; trying again", e);
        fault = Optional.of(e);
        LockSupport.parkNanos(PAUSE_AFTER_ERROR);
    }

    private void pauseFull() {
        List<TopicPartition> full = new ArrayList<>(stopped);
        List<TopicPartition> open = new ArrayList<>();
        buffers.forEach((partition, buffer) -> {
            if (!stopped.contains(partition)) {
                (buffer.hasRoom() ? open : full).add(partition);
            }
        });
        full.retainAll(buffers.keySet());
        consumer.pause(full);
        consumer.resume(open);
    }

    private void fetch() {
        if (buffers.isEmpty()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
            return;
        }
        ConsumerRecords<ByteBuffer, ByteBuffer> fetched = consumer.poll(POLL);
        for (TopicPartition partition : fetched.partitions()) {
            PartitionBuffer buffer = buffers.get(partition);
            if (buffer != null) {
                Page.of(partition, fetched.records(partition)).forEach(page -> buffer.append(Block.of(page)));
            }
        }
        buffers.forEach(this::advance);
    }

    private void advance(TopicPartition partition, PartitionBuffer buffer) {
        if (!stopped.contains(partition)) {
            long position;
            try {
                position = consumer.position(partition, Duration.ZERO);
            } catch (org.apache.kafka.common.errors.TimeoutException e) {
                return;
            }
            buffer.advanced(position, position + consumer.currentLag(partition).orElse(0));
        }
    }

    /** May be woken while it asks, and then begins again; so nothing changes before the answers are there. */
    private void settleLost() {
        for (TopicPartition partition : List.copyOf(lost)) {
            settleLost(partition);
            lost.remove(partition);
        }
    }

    /** What was to be read next is not there. */
    private void settleLost(TopicPartition partition) {
        PartitionBuffer buffer = buffers.get(partition);
        if (buffer == null) {
            return;
        }
        long begin = consumer.beginningOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, begin);
        long position = buffer.position();
        buffer.giveUp();
        stopped.add(partition);
        if (losses.tolerated(partition, position, begin, end)) {
            long next = position < begin ? buffer.skipTo(begin) : buffer.reset(end);
            stopped.remove(partition);
            consumer.seek(partition, next);
        }
    }

    /** Tells the thread to end. */
    void end() {
        closed = true;
        consumer.wakeup();
    }

    /** Ends the thread and waits for it. */
    void close() throws IOException, InterruptedException {
        end();
        thread.join(PATIENCE.toMillis());
        buffers.values().forEach(PartitionBuffer::close);
        if (thread.isAlive()) {
            thread.interrupt();
            throw new IOException("thread " + thread.getName() + " did not end within " + PATIENCE);
        }
    }
}
