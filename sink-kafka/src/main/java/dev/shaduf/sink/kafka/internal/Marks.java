// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.spi.SinkContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the mark of an output, and adds it to transactions. */
final class Marks implements AutoCloseable {
    private static final int ON_ITS_WAY_MILLIS = 2_000;
    private static final long AGAIN_MILLIS = 50;

    private final SinkPlan plan;
    private final String group;
    private final List<String> transactionalIds;
    private final TopicPartition place;
    private final Admin admin;

    Marks(SinkPlan plan, String group, List<String> transactionalIds, Admin admin) {
        this.plan = plan;
        this.group = group;
        this.transactionalIds = List.copyOf(transactionalIds);
        this.place = new TopicPartition(plan.topic(), 0);
        this.admin = admin;
    }

    /** Connects, for the mark of an output as a whole. */
    static Marks of(SinkPlan plan, SinkContext context) throws IOException {
        String name = "shaduf-" + context.stream() + "-" + context.uid();
        try {
            return new Marks(
                    plan,
                    name,
                    List.of(name + ".0", name + ".1"),
                    plan.connection().admin());
        } catch (RuntimeException e) {
            throw new IOException(
                    "sink " + plan.name() + " cannot make a client of Kafka at '"
                            + plan.connection().bootstrap() + "': " + RootCause.message(e),
                    e);
        }
    }

    /** Returns the mark of one partition, which has the same connection; only the whole is closed. */
    Marks ofPartition(int partition) {
        String name = group + "-" + partition;
        return new Marks(plan, name, List.of(name), admin);
    }

    /** Returns under which names transactions carry this mark: the output as a whole has two, which take turns. */
    List<String> transactionalIds() {
        return transactionalIds;
    }

    /** Returns how many bytes a producer of these transactions may send in one piece. */
    int batchSize() throws InterruptedException {
        return BatchSize.of(plan, admin);
    }

    /** Reads the mark after a producer has ended what was open. */
    Optional<Mark> read() throws IOException, InterruptedException {
        return read(true, Math.toIntExact(plan.connectTimeout().milliseconds()));
    }

    /**
     * Reads the mark while others may write it. A commit is on its way for a moment after its producer has gone on; a
     * transaction of a run that died stays open for long, and is not waited for.
     */
    Optional<Mark> glance() throws IOException, InterruptedException {
        try {
            return read(true, ON_ITS_WAY_MILLIS);
        } catch (IOException e) {
            return read(false, Math.toIntExact(plan.connectTimeout().milliseconds()));
        }
    }

    /**
     * An offset that is in a transaction which is being ended is left out of the answer, without an error; one that is not there
     * at all is in it, as nothing. To take the one for the other would be to forget a mark.
     */
    private Optional<Mark> read(boolean settled, int timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        Map<TopicPartition, OffsetAndMetadata> offsets = ask(settled, timeout);
        while (!offsets.containsKey(place)) {
            if (System.nanoTime() >= deadline) {
                throw unreadable("the transaction that has written it does not end", null);
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            offsets = ask(settled, timeout);
        }
        return Optional.ofNullable(offsets.get(place)).map(found -> Mark.of(group, found.offset(), found.metadata()));
    }

    private Map<TopicPartition, OffsetAndMetadata> ask(boolean settled, int timeout)
            throws IOException, InterruptedException {
        try {
            // By name: a question for all offsets of a group does not tell those that are left out.
            return admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place))),
                            new ListConsumerGroupOffsetsOptions()
                                    .requireStable(settled)
                                    .timeoutMs(timeout))
                    .partitionsToOffsetAndMetadata()
                    .get(timeout, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unreadable(
                    e instanceof TimeoutException ? "no answer within " + timeout + " ms" : cause.toString(), cause);
        }
    }

    private IOException unreadable(String reason, @Nullable Throwable cause) {
        return new IOException(
                "sink " + plan.name() + " cannot read from Kafka at '"
                        + plan.connection().bootstrap() + "' which batch was written last: " + reason
                        + ". Is the broker up, and may this program read group '" + group + "'?",
                cause);
    }

    /** Has the mark committed together with the transaction that is open. */
    @SuppressWarnings("removal") // what takes its place needs a consumer, and this group has none
    void add(Producer<?, ?> producer, Mark mark) {
        producer.sendOffsetsToTransaction(
                Map.of(place, new OffsetAndMetadata(mark.batch(), mark.metadata())), new ConsumerGroupMetadata(group));
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(5));
    }
}
