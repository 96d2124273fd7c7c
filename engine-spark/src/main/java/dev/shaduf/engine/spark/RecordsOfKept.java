// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.util.Iterator;

/** The records of blocks that were kept. */
final class RecordsOfKept implements Elements {
    @Override
    public Input read(Iterator<?> elements) {
        return new Blocks(elements);
    }

    private static final class Blocks implements Input {
        private final Iterator<?> blocks;
        private Object[] block = {};
        private int next;

        Blocks(Iterator<?> blocks) {
            this.blocks = blocks;
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            if (next == block.length) {
                if (!blocks.hasNext()) {
                    return false;
                }
                block = ((Kept) blocks.next()).records();
                next = 0;
            }
            int to = Math.min(block.length, next + max);
            while (next < to) {
                into.push(block[next++]);
            }
            return true;
        }

        @Override
        public void close() throws Exception {
            if (blocks instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
