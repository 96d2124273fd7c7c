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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
    public AtLeastOnceSession(SinkPlan plan, CommitMode mode, Function0<RecordEncoder<T>> encoders) throws IOException {
        this.plan = plan;
        this.mode = mode;
        this.encoders = encoders;
        this.staging = new Staging(plan);
        try {
            this.producer = plan.connection().producer(plan.connectTimeout(), Map.of());
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

    private void send(long number, List<Attempt> chosen) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (Attempt attempt : chosen) {
                for (ProducerRecord<byte @Nullable [], byte @Nullable []> record : staging.get(attempt).records) {
                    sent.add(producer.send(record));
                }
            }
            producer.flush();
            for (Future<?> answer : sent) {
                answer.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw failure("write batch " + number + " to", e);
        }
    }

    private IOException failure(String what, Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new IOException(
                "sink " + plan.name() + " cannot " + what + " Kafka '"
                        + plan.connection().bootstrap() + "': " + cause.getMessage(),
                cause);
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
