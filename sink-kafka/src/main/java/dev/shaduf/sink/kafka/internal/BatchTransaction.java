// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The producer of an output and its one transaction, which has the records of a batch in the order of its partitions. Attempts are
 * sent as soon as they and all before them are prepared, by one thread at a time, which takes along what others have prepared
 * meanwhile. When the attempts chosen are others than those sent, the transaction is aborted and the chosen ones are sent in a
 * new one.
 */
final class BatchTransaction implements AutoCloseable {
    private static final long NONE = -1;

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final ReentrantLock lock = new ReentrantLock();
    private final InOrder prepared = new InOrder();
    private final List<Attempt> sent = new ArrayList<>();
    private final Duration patience;
    private Acknowledgements acknowledgements = new Acknowledgements();
    private long batch = NONE;

    BatchTransaction(SinkPlan plan, String transactionalId) {
        this.patience = plan.connectTimeout();
        this.producer = plan.connection()
                .producer(
                        plan.connectTimeout(),
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                transactionalId,
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                String.valueOf(plan.transactionTimeout().milliseconds())));
    }

    /** Fences older producers of this output and ends what they left open. */
    void init() {
        producer.initTransactions();
    }

    /** Takes an attempt that is prepared, and sends what can be sent by now. What another thread sends is not waited for. */
    void sendAhead(Attempt attempt, Staging staging) {
        prepared.add(attempt);
        while (prepared.hasNext() && lock.tryLock()) {
            try {
                for (Attempt next = prepared.poll(); next != null; next = prepared.poll()) {
                    if (next.records() > 0) {
                        send(next, staging);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void send(Attempt attempt, Staging staging) {
        if (batch != attempt.batch()) {
            begin(attempt.batch());
        }
        sent.add(attempt);
        send(staging.get(attempt).records);
    }

    /** Commits exactly the attempts chosen, which are in the order of their partitions, and the mark with them. */
    void commit(Mark mark, List<Attempt> chosen, Staging staging, Marks marks) {
        lock.lock();
        try {
            if (batch != mark.batch() || !beginsWithSent(chosen)) {
                begin(mark.batch());
            }
            for (Attempt attempt : chosen.subList(sent.size(), chosen.size())) {
                send(attempt, staging);
            }
            acknowledgements.await(patience);
            marks.add(producer, mark);
            producer.commitTransaction();
            batch = NONE;
            sent.clear();
        } finally {
            lock.unlock();
        }
    }

    private boolean beginsWithSent(List<Attempt> chosen) {
        return sent.size() <= chosen.size() && chosen.subList(0, sent.size()).equals(sent);
    }

    /** Discards what was sent and not committed. */
    void abort() {
        lock.lock();
        try {
            if (batch != NONE) {
                batch = NONE;
                sent.clear();
                producer.abortTransaction();
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(long next) {
        abort();
        producer.beginTransaction();
        acknowledgements = new Acknowledgements();
        batch = next;
    }

    /** What cannot be sent is said by the commit, which waits for all of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
        for (ProducerRecord<byte @Nullable [], byte @Nullable []> record : records) {
            acknowledgements.sending();
            try {
                producer.send(record, acknowledgements);
            } catch (RuntimeException e) {
                acknowledgements.onCompletion(null, e);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
