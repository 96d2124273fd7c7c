// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The records of attempts that are prepared and not committed, in memory, up to a limit. Safe for use by many threads. */
final class Staging {
    private final SinkPlan plan;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<Attempt, Staged> prepared = new ConcurrentHashMap<>();

    Staging(SinkPlan plan) {
        this.plan = plan;
    }

    /** The records of one attempt. */
    static final class Staged {
        final List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
        private long bytes;
    }

    void add(Staged staged, ProducerRecord<byte @Nullable [], byte @Nullable []> record) throws IOException {
        long size = (long) length(record.key()) + length(record.value());
        int largest = plan.connection().maxRequestSize();
        if (size > largest) {
            throw new IOException("sink " + plan.name() + " cannot write a record of " + size + " bytes to topic '"
                    + record.topic() + "': kafka.max.request.size is " + largest
                    + "; raise it, and max.message.bytes of the topic, or write smaller records");
        }
        staged.records.add(record);
        long staging = size + length(record.headers());
        staged.bytes += staging;
        if (bytes.addAndGet(staging) > plan.maxBatchBytes()) {
            throw new IOException("sink " + plan.name() + " has more than maxBatchBytes=" + plan.maxBatchBytes()
                    + " bytes to write in one batch; make batches smaller by a rate limit or a shorter interval, or raise"
                    + " the option");
        }
    }

    void prepared(Attempt attempt, Staged staged) {
        prepared.put(attempt, staged);
    }

    /** Returns what was chosen to be committed. */
    List<Attempt> chosen(List<Serializable> commits) {
        List<Attempt> chosen = new ArrayList<>();
        for (Serializable commit : commits) {
            Attempt attempt = (Attempt) commit;
            if (!prepared.containsKey(attempt)) {
                throw new IllegalStateException("the records of partition " + attempt.partition() + " of batch "
                        + attempt.batch() + " were prepared in another JVM; sink " + plan.name()
                        + " commits what was prepared in its own, so it works on the local engine alone");
            }
            if (attempt.records() > 0) {
                chosen.add(attempt);
            }
        }
        return chosen;
    }

    Staged get(Attempt attempt) {
        Staged staged = prepared.get(attempt);
        if (staged == null) {
            throw new IllegalStateException(attempt + " is gone");
        }
        return staged;
    }

    /** Lets go of one attempt. */
    void forget(Attempt attempt) {
        Staged staged = prepared.remove(attempt);
        if (staged != null) {
            drop(staged);
        }
    }

    void drop(Staged staged) {
        bytes.addAndGet(-staged.bytes);
        staged.bytes = 0;
        staged.records.clear();
    }

    /** Lets go of a batch and of those before it. */
    void forget(long batch) {
        prepared.forEach((attempt, staged) -> {
            if (attempt.batch() <= batch && prepared.remove(attempt, staged)) {
                drop(staged);
            }
        });
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().length() + length(header.value());
        }
        return length;
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
