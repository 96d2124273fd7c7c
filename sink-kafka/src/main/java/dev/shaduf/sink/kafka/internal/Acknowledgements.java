// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a transaction that are sent and not yet acknowledged. A commit waits for them here, because one that a client of
 * Kafka has begun does not notice a record that fails, but waits as long as it may. Safe for use by many threads.
 */
final class Acknowledgements implements Callback {
    private long outstanding;
    private long acknowledged;
    private @Nullable Exception failure;

    /** Notes a record that is about to be sent; throws when one before it could not be, for each might wait as long in vain. */
    synchronized void sending() {
        refuseFailure();
        outstanding++;
    }

    private void refuseFailure() {
        if (failure != null) {
            throw new KafkaException("a record could not be sent: " + failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        outstanding--;
        acknowledged++;
        if (error != null && failure == null) {
            failure = error;
        }
        if (outstanding == 0 || error != null) {
            notifyAll();
        }
    }

    /** Waits until all records are acknowledged; throws as soon as one cannot be, or when for a time none was. */
    synchronized void await(Duration limit) {
        long seen = acknowledged;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit.milliseconds());
        while (outstanding > 0 && failure == null) {
            if (seen != acknowledged) {
                seen = acknowledged;
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit.milliseconds());
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException(outstanding + " records were not acknowledged within " + limit
                        + "; is Kafka up, and max.message.bytes of their topics above kafka.batch.size?");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        refuseFailure();
    }
}
