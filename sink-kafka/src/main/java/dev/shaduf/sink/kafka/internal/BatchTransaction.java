// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one open transaction of an output, which has the records of a batch in the order of its partitions. Attempts are
 * sent as soon as they and all before them are prepared, by one thread at a time, which takes along what others have prepared
 * meanwhile. When the attempts chosen are others than those sent, the transaction is aborted and the chosen ones are sent in a
 * new one.
 *
 * <p>Producers take turns: Kafka ends a transaction after its commit has been answered, and has whoever begins the next one under the same
 * name too early try again later, for tens of milliseconds.
 */
final class BatchTransaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);
    private static final long NONE = -1;

    private final List<KafkaProducer<byte @Nullable [], byte @Nullable []>> producers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final InOrder prepared = new InOrder();
    private final List<Attempt> sent = new ArrayList<>();
    private final SinkPlan plan;
    private Acknowledgements acknowledgements = new Acknowledgements();
    private long batch = NONE;
    private int turn;

    /** Makes a producer for each name. */
    BatchTransaction(SinkPlan plan, List<String> transactionalIds, int batchSize) {
        this.plan = plan;
        try {
            transactionalIds.forEach(id -> producers.add(producer(plan, id, batchSize)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static KafkaProducer<byte @Nullable [], byte @Nullable []> producer(
            SinkPlan plan, String transactionalId, int batchSize) {
        return plan.connection()
                .producer(
                        plan.connectTimeout(),
                        batchSize,
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                transactionalId,
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                String.valueOf(plan.transactionTimeout().milliseconds())));
    }

    private KafkaProducer<byte @Nullable [], byte @Nullable []> producer() {
        return producers.get(turn);
    }

    /** Fences older producers of this output and ends what they left open. */
    void init() {
        producers.forEach(KafkaProducer::initTransactions);
    }

    /** Waits until the topic is known: the mark is on it, and a commit to one that is not there would be tried for long. */
    void findTopic() {
        producer().partitionsFor(plan.topic());
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
            if (plan.connection().lingers()) {
                producer().flush();
            }
            acknowledgements.await(plan.connectTimeout());
            marks.add(producer(), mark);
            producer().commitTransaction();
            batch = NONE;
            sent.clear();
            turn = (turn + 1) % producers.size();
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
                producer().abortTransaction();
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(long next) {
        abort();
        producer().beginTransaction();
        acknowledgements = new Acknowledgements();
        batch = next;
    }

    /** What cannot be sent is said by the commit, which waits for all of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
        for (ProducerRecord<byte @Nullable [], byte @Nullable []> record : records) {
            acknowledgements.sending();
            try {
                producer().send(record, acknowledgements);
            } catch (RuntimeException e) {
                acknowledgements.onCompletion(null, e);
                throw e;
            }
        }
    }

    /** Closes all of them, also when this thread is to end and none can be waited for. */
    @Override
    public void close() {
        for (KafkaProducer<byte @Nullable [], byte @Nullable []> producer : producers) {
            try {
                producer.close(java.time.Duration.ofSeconds(5));
            } catch (KafkaException e) {
                LOG.debug(
                        "Sink {} could not close a producer in order; the next one ends what is open", plan.name(), e);
            }
        }
    }
}
