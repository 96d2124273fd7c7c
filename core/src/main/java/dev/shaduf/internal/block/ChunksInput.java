// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.util.List;

/** The records of a block that is kept as objects. */
final class ChunksInput implements Input {
    private final List<Chunk> chunks;
    private int chunk;
    private int next;

    ChunksInput(List<Chunk> chunks) {
        this.chunks = chunks;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        int left = max;
        while (chunk < chunks.size() && left > 0) {
            left -= push(chunks.get(chunk), into, left);
        }
        return chunk < chunks.size();
    }

    private int push(Chunk from, Stage into, int max) throws Exception {
        int size = from.size();
        int first = next;
        int end = Math.min(size, first + max);
        for (int i = first; i < end; i++) {
            into.push(from.get(i));
        }
        next = end;
        if (end == size) {
            chunk++;
            next = 0;
        }
        return end - first;
    }

    @Override
    public void close() {}
}
