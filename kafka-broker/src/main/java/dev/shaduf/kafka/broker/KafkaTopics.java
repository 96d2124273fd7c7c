// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What tests do with topics, each call with a client of its own that is closed at its end. Safe for use by many threads.
 *
 * @param bootstrap where to connect
 * @param clients what clients need to be let in
 */
public record KafkaTopics(String bootstrap, Map<String, String> clients) {
    private static final long PATIENCE_SECONDS = 60;

    /** Something done with an admin client. */
    @FunctionalInterface
    public interface AdminCall {
        /**
         * Does it.
         *
         * @param admin the client
         * @return what to wait for
         */
        Future<?> on(Admin admin);
    }

    /** Creates a topic. */
    public String create(String topic, int partitions) {
        return create(topic, partitions, Map.of());
    }

    /** Creates a topic with settings, with as many copies as the cluster wants. */
    public String create(String topic, int partitions, Map<String, String> settings) {
        admin(admin -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) -1).configs(settings)))
                .all());
        return topic;
    }

    /** Deletes a topic. */
    public void delete(String topic) {
        admin(admin -> admin.deleteTopics(List.of(topic)).all());
    }

    /** Gives a topic more partitions. */
    public void partitions(String topic, int total) {
        admin(admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all());
    }

    /** Uses an admin client and waits for what it does. */
    public void admin(AdminCall call) {
        try (Admin admin = Admin.create(settings())) {
            await(call.on(admin));
        }
    }

    /** Returns the offsets that a group has been told. */
    public Map<TopicPartition, Long> committed(String group) {
        try (Admin admin = Admin.create(settings())) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, told) -> offsets.put(partition, told.offset()));
            return offsets;
        }
    }

    /** Returns the number of the broker that coordinates transactions, those of the first id with this end. */
    public int coordinator(String suffix) {
        try (Admin admin = Admin.create(settings())) {
            String id = await(admin.listTransactions().all()).stream()
                    .map(TransactionListing::transactionalId)
                    .filter(each -> each.endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
            return await(admin.describeTransactions(List.of(id)).description(id))
                    .coordinatorId();
        }
    }

    /** Appends records without keys to one partition. */
    public void append(String topic, int partition, List<String> values) {
        appendRecords(values.stream()
                .map(value -> new ProducerRecord<@Nullable String, @Nullable String>(topic, partition, null, value))
                .toList());
    }

    /** Appends records. */
    public void appendRecords(List<ProducerRecord<@Nullable String, @Nullable String>> records) {
        Map<String, Object> settings = settings();
        try (KafkaProducer<@Nullable String, @Nullable String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            sent.forEach(KafkaTopics::await);
        }
    }

    /** Appends a transaction, committed or aborted. */
    public void appendTransaction(String topic, int partition, List<String> values, boolean commit) {
        Map<String, Object> settings = settings();
        settings.put("transactional.id", "test-" + topic + "-" + partition);
        try (KafkaProducer<@Nullable String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<?>> sent = new ArrayList<>();
            values.forEach(value -> sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value))));
            producer.flush();
            sent.forEach(KafkaTopics::await);
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** Reads all committed records of a topic up to its present end, partition by partition. */
    public List<ConsumerRecord<String, String>> read(String topic) {
        awaitMarkers();
        Map<String, Object> settings = settings();
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions));
        }
    }

    /** Returns the partitions of a topic, waiting until the broker that is asked has heard of it, which a consumer does not. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("topic " + topic + " is not there");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            found = consumer.partitionsFor(topic);
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Waits until the broker has ended the open transaction of a topic with one partition. */
    public void awaitAborted(String topic) {
        Map<String, Object> settings = settings();
        settings.put("isolation.level", "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the transaction in " + topic + " is still open");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    /** Reads the values of {@link #read}. */
    public List<String> values(String topic) {
        return read(topic).stream().map(ConsumerRecord::value).toList();
    }

    /** A commit is visible only after its markers are written, which its producer does not wait for. */
    private void awaitMarkers() {
        ListTransactionsOptions ending = new ListTransactionsOptions()
                .filterStates(List.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        try (Admin admin = Admin.create(settings())) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!admin.listTransactions(ending)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("a transaction does not end");
                }
            }
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<ConsumerRecord<String, String>> readTo(
            KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the ends " + ends + " were not reached");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        }
        return read;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>(clients);
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    private static <X> X await(Future<X> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
