// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/**
 * Encoded pieces of a state, held by the driver and fetched by an executor that lacks them: by a broadcast variable, or
 * within the task where they are small.
 */
final class Payload implements Serializable {
    private static final int SMALL = 1 << 10;
    static final Payload NONE = new Payload(List.of(), null, 0);

    private final @Nullable List<List<byte[]>> small;
    private final @Nullable Broadcast<Object> sent;
    private final long bytes;

    private Payload(@Nullable List<List<byte[]>> small, @Nullable Broadcast<Object> sent, long bytes) {
        this.small = small;
        this.sent = sent;
        this.bytes = bytes;
    }

    /** Holds chunks by partition. */
    static Payload of(SparkContext spark, List<List<byte[]>> chunks) {
        long bytes = chunks.stream()
                .flatMap(List::stream)
                .mapToLong(chunk -> chunk.length)
                .sum();
        if (bytes == 0) {
            return NONE;
        }
        return bytes <= SMALL
                ? new Payload(chunks, null, bytes)
                : new Payload(null, spark.broadcast((Object) chunks, ClassTag$.MODULE$.apply(Object.class)), bytes);
    }

    /** Returns the chunks of a partition. */
    @SuppressWarnings("unchecked") // What of() broadcast.
    List<byte[]> chunks(int partition) {
        List<List<byte[]>> all = sent == null ? small : (List<List<byte[]>>) sent.value();
        return all == null || all.isEmpty() ? List.of() : all.get(partition);
    }

    long bytes() {
        return bytes;
    }

    void free() {
        if (sent != null) {
            sent.destroy();
        }
    }
}
