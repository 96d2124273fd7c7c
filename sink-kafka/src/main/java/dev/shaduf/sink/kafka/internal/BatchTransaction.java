// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The producer of an output and its one transaction. Attempts send as soon as they are prepared; when the attempts chosen
 * are others than those sent, the transaction is aborted and the chosen ones are sent in a new one. Many may send at a time;
 * beginning and ending waits for them.
 */
final class BatchTransaction implements AutoCloseable {
    private static final long NONE = -1;

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Attempt> sent = new HashSet<>();
    private long batch = NONE;

    BatchTransaction(SinkPlan plan, String transactionalId) {
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

    /** Sends what an attempt prepared, unless one of the same partition was sent before. */
    void sendAhead(Attempt attempt, Staging.Staged staged) {
        if (!enter(attempt)) {
            return;
        }
        lock.readLock().lock();
        try {
            if (isSent(attempt)) {
                send(staged.records);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Begins the transaction of a batch if that is still to be done, and takes an attempt into it. */
    private boolean enter(Attempt attempt) {
        lock.writeLock().lock();
        try {
            if (batch != attempt.batch()) {
                begin(attempt.batch());
            }
            synchronized (sent) {
                boolean first = sent.stream().noneMatch(other -> other.partition() == attempt.partition());
                return first && sent.add(attempt);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean isSent(Attempt attempt) {
        synchronized (sent) {
            return sent.contains(attempt);
        }
    }

    /** Commits exactly the attempts chosen, and the mark with them. */
    void commit(Mark mark, List<Attempt> chosen, Staging staging, Marks marks) {
        lock.writeLock().lock();
        try {
            if (batch != mark.batch() || !sent.equals(Set.copyOf(chosen))) {
                begin(mark.batch());
                for (Attempt attempt : chosen) {
                    sent.add(attempt);
                    send(staging.get(attempt).records);
                }
            }
            marks.add(producer, mark);
            producer.commitTransaction();
            batch = NONE;
            sent.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Discards what was sent and not committed. */
    void abort() {
        lock.writeLock().lock();
        try {
            if (batch != NONE) {
                batch = NONE;
                sent.clear();
                producer.abortTransaction();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void begin(long next) {
        abort();
        producer.beginTransaction();
        batch = next;
    }

    /** What cannot be sent is said by the commit, which waits for all of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
        for (ProducerRecord<byte @Nullable [], byte @Nullable []> record : records) {
            producer.send(record);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
