// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that are written together, after a mark. Small records are copied side by side, large ones are kept as they are.
 * Guarded by its log.
 */
final class Group {
    private static final int CHUNK = 64 << 10;
    private static final int COPIED = 8 << 10;

    private final List<ByteBuffer> full = new ArrayList<>();
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private int used;
    private ByteBuffer chunk;
    private long base;
    private long bytes;

    Group() {
        chunk = ByteBuffer.allocateDirect(CHUNK);
        chunks.add(chunk);
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    /** The address of its first byte. */
    long base() {
        return base;
    }

    /** Its length. */
    long bytes() {
        return bytes;
    }

    /** Begins it with the mark that everything before an address is durable. */
    void begin(long address, long durable) {
        base = address;
        ByteBuffer mark = ByteBuffer.allocate(Frame.MARK_LENGTH).putLong(0, durable);
        add(new Frame(Frame.MARK_LENGTH, true, Frame.checksum(mark)), mark);
    }

    void add(Frame frame, ByteBuffer... parts) {
        frame.put(room(Frame.BYTES), base + bytes);
        for (ByteBuffer part : parts) {
            if (part.remaining() <= COPIED) {
                room(part.remaining()).put(part.duplicate());
            } else {
                endRun();
                full.add(part.duplicate());
            }
        }
        bytes += Frame.BYTES + frame.length();
    }

    ByteBuffer[] buffers() {
        endRun();
        return full.toArray(ByteBuffer[]::new);
    }

    /** Makes it ready for other records. */
    void clear() {
        full.clear();
        used = 0;
        chunk = chunks.get(0).clear();
        bytes = 0;
    }

    /** What lies behind the position of the chunk stays for the records to come. */
    private void endRun() {
        if (chunk.position() > 0) {
            ByteBuffer rest = chunk.slice(chunk.position(), chunk.remaining());
            full.add(chunk.duplicate().flip());
            chunk = rest;
        }
    }

    private ByteBuffer room(int needed) {
        if (chunk.remaining() < needed) {
            endRun();
            used++;
            if (used == chunks.size()) {
                chunks.add(ByteBuffer.allocateDirect(CHUNK));
            }
            chunk = chunks.get(used).clear();
        }
        return chunk;
    }
}
