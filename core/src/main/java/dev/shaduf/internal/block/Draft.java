// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block that one thread fills and then stores as a whole. */
public final class Draft {
    private final BlockCutter cutter;
    private final OpenBlock filling;
    private final BlockQueue queue;
    private final BlockCutter.Gate gate;
    private final SizeEstimator sizes;
    private final List<Chunk> chunks = new ArrayList<>();
    private Chunk chunk = new Chunk(0);
    private long records;
    private long bytes;

    Draft(BlockCutter cutter, OpenBlock filling, BlockQueue queue, BlockCutter.Gate gate, SizeEstimator sizes) {
        this.cutter = cutter;
        this.filling = filling;
        this.queue = queue;
        this.gate = gate;
        this.sizes = sizes;
    }

    /** Adds a record; waits under the limits. */
    public void add(Object record) {
        long size = sizes.of(record);
        filling.takePermit();
        if (!chunk.offer(record, size)) {
            gate.awaitSpace();
            bytes += chunk.bytes();
            queue.checkFits(bytes);
            chunk = new Chunk(Math.min(Chunk.MAX_RECORDS, Math.max(16, 2 * chunk.capacity())));
            chunks.add(chunk);
            chunk.offer(record, size);
        }
        records++;
    }

    /** Stores the block; what has no records and no token is nothing. */
    public void store(@Nullable Object token) {
        bytes += chunk.bytes();
        queue.checkFits(bytes);
        if (records > 0 || token != null) {
            cutter.addObjects(chunks, records, bytes, token);
        }
    }
}
