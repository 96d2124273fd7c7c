// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.UUID;

/**
 * Where an output writes, as tasks are told.
 *
 * @param stream the stream
 * @param uid the uid of the output
 * @param sink the sink
 * @param epoch the epoch of the process that runs the stream
 */
record SinkTarget<T>(UUID stream, String uid, Sink<? super T> sink, long epoch) implements Serializable {
    /** Returns the batch that a scope belongs to. */
    static SinkBatch batch(JobScope scope) {
        BatchId id = scope.batch();
        Time time = scope.time();
        if (id == null || time == null) {
            throw new IllegalStateException("a sink is written by batches only, not by " + scope);
        }
        return new SinkBatch(id, time);
    }
}
