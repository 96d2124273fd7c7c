// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;

/** Encodes the records of one attempt and keeps them until it is known whether they are wanted. */
final class StagingWriter<T> implements SinkWriter<T> {
    private final Attempt attempt;
    private final RecordEncoder<T> encoder;
    private final Staging staging;
    private final WhenPrepared whenPrepared;
    private final Staging.Staged staged = new Staging.Staged();

    /** What is done with an attempt once all its records are staged. */
    @FunctionalInterface
    interface WhenPrepared {
        void accept(Attempt attempt) throws Exception;
    }

    StagingWriter(Attempt attempt, RecordEncoder<T> encoder, Staging staging, WhenPrepared whenPrepared) {
        this.attempt = attempt;
        this.encoder = encoder;
        this.staging = staging;
        this.whenPrepared = whenPrepared;
    }

    @Override
    public void write(T record) throws Exception {
        staging.add(staged, encoder.encode(record));
    }

    @Override
    public Serializable prepare() throws Exception {
        encoder.close();
        Attempt done = new Attempt(attempt.batch(), attempt.partition(), attempt.attempt(), staged.records.size());
        staging.prepared(done, staged);
        whenPrepared.accept(done);
        return done;
    }

    @Override
    public void abort() {
        encoder.close();
        staging.drop(staged);
    }
}
