// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.function.Function0;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends each batch when it is committed, or each partition when it is prepared. A batch that is written again, after a crash, is there again.
 *
 * @param <T> the type of the records
 */
public final class AtLeastOnceSession<T> implements SinkSession<T> {
    private final SinkPlan plan;
    private final CommitMode mode;
    private final Function0<RecordEncoder<T>> encoders;
    private final Staging staging;
    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private volatile long committed;

    /** Connects. */
    public AtLeastOnceSession(SinkPlan plan, CommitMode mode, Function0<RecordEncoder<T>> encoders)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.mode = mode;
        this.encoders = encoders;
        this.staging = new Staging(plan);
        try {
            this.producer = plan.connection().producer(plan.connectTimeout(), batchSize(plan), Map.of());
        } catch (KafkaException e) {
            throw failure("make a client of", e);
        }
        try {
            producer.partitionsFor(plan.topic());
        } catch (KafkaException e) {
            producer.close(java.time.Duration.ZERO);
            throw failure("find topic '" + plan.topic() + "' at", e);
        }
    }

    private static int batchSize(SinkPlan plan) throws InterruptedException {
        Admin admin = plan.connection().admin();
        try {
            return BatchSize.of(plan, admin);
        } finally {
            admin.close(java.time.Duration.ZERO);
        }
    }

    /** A batch that is tried again is prepared anew; what was prepared of it before would take its room. */
    @Override
    public void begin(SinkBatch batch, int count) {
        staging.forget(batch.id().number());
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception {
        Attempt key = new Attempt(batch.id().number(), partition, attempt, 0);
        return new StagingWriter<>(key, encoders.call(), staging, this::prepared);
    }

    private void prepared(Attempt attempt) throws Exception {
        if (mode == CommitMode.PER_PARTITION) {
            try {
                send(attempt.batch(), List.of(attempt));
            } finally {
                staging.forget(attempt);
            }
        }
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        long number = batch.id().number();
        if (number != committed) {
            if (mode == CommitMode.PER_BATCH) {
                send(number, staging.chosen(commits));
            }
            committed = number;
            staging.forget(committed);
        }
    }

    /** What becomes of each record is told to the acknowledgements. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(long number, List<Attempt> chosen) throws Exception {
        Acknowledgements acknowledgements = new Acknowledgements();
        try {
            for (Attempt attempt : chosen) {
                for (ProducerRecord<byte @Nullable [], byte @Nullable []> record : staging.get(attempt).records) {
                    acknowledgements.sending();
                    producer.send(record, acknowledgements);
                }
            }
            producer.flush();
            acknowledgements.await(plan.connectTimeout());
        } catch (KafkaException e) {
            throw failure("write batch " + number + " to", e);
        }
    }

    private IOException failure(String what, Exception e) {
        return new IOException(
                "sink " + plan.name() + " cannot " + what + " Kafka '"
                        + plan.connection().bootstrap() + "': " + RootCause.message(e),
                e);
    }

    @Override
    public Recovery recover(SinkBatch batch) {
        return batch.id().number() == committed ? Recovery.COMMITTED : Recovery.UNKNOWN;
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
