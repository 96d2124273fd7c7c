// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes batches of one stream as an engine does. */
final class Batches {
    private final UUID stream = UUID.randomUUID();

    static SinkSession<Object> open(Sink<Object> sink, String uid, long epoch) throws Exception {
        return sink.open(new SinkContext(UUID.randomUUID(), uid, epoch, new ManualClock()));
    }

    /** Opens a sink for the stream of these batches. */
    SinkSession<Object> open(Sink<Object> sink, long epoch) throws Exception {
        return sink.open(new SinkContext(stream, "out", epoch, new ManualClock()));
    }

    SinkBatch batch(long number) {
        return new SinkBatch(new BatchId(stream, number), new Time(1_000_000_000_000L + number * 1_000));
    }

    @SafeVarargs
    final List<Serializable> prepare(SinkSession<Object> session, long number, List<? extends Object>... partitions)
            throws Exception {
        List<Serializable> commits = new ArrayList<>();
        for (int i = 0; i < partitions.length; i++) {
            SinkWriter<Object> writer = session.writer(batch(number), i, 0);
            for (Object record : partitions[i]) {
                writer.write(record);
            }
            commits.add(writer.prepare());
        }
        return commits;
    }

    @SafeVarargs
    final void write(SinkSession<Object> session, long number, List<? extends Object>... partitions) throws Exception {
        session.commit(batch(number), prepare(session, number, partitions));
    }
}
