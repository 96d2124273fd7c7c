// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes batches of one stream as an engine does. */
final class Batches {
    final UUID stream = UUID.randomUUID();

    <T> SinkSession<T> open(Sink<T> sink) throws Exception {
        return open(sink, "output", 1);
    }

    <T> SinkSession<T> open(Sink<T> sink, String uid, long epoch) throws Exception {
        return sink.open(new SinkContext(stream, uid, epoch, Clock.system()));
    }

    SinkBatch batch(long number) {
        return new SinkBatch(new BatchId(stream, number), new Time(1_000_000_000_000L + number * 1_000));
    }

    <T> Serializable prepare(SinkSession<T> session, long number, int partition, List<? extends T> records)
            throws Exception {
        SinkWriter<T> writer = session.writer(batch(number), partition, 0);
        for (T record : records) {
            writer.write(record);
        }
        return writer.prepare();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> void write(SinkSession<T> session, long number, List<? extends T>... partitions) throws Exception {
        writeAll(session, number, Arrays.asList(partitions));
    }

    private <T> void writeAll(SinkSession<T> session, long number, List<? extends List<? extends T>> partitions)
            throws Exception {
        List<Serializable> commits = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            commits.add(prepare(session, number, i, partitions.get(i)));
        }
        session.commit(batch(number), commits);
    }

    /** Opens, writes one batch, closes. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> void once(Sink<T> sink, List<? extends T>... partitions) throws Exception {
        Batches batches = new Batches();
        try (SinkSession<T> session = batches.open(sink)) {
            batches.writeAll(session, 1, Arrays.asList(partitions));
        }
    }
}
