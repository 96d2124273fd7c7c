// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.RecordBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Puts records into blocks, for RDDs that keep them. */
final class Keeping implements Work<Kept> {
    @Override
    public Iterator<Kept> run(Reading records) throws Exception {
        Blocks blocks = new Blocks(records.open(), records.task().partition());
        // Who reads them may not read to the end.
        records.task().onEnd(blocks);
        return blocks;
    }

    /** Reads on as blocks are asked for. */
    private static final class Blocks implements Iterator<Kept>, AutoCloseable {
        private final Input records;
        private final int partition;
        private @Nullable Kept next;
        private boolean more = true;
        private boolean closed;

        Blocks(Input records, int partition) {
            this.records = records;
            this.partition = partition;
        }

        @Override
        public boolean hasNext() {
            try {
                while (more && next == null) {
                    advance();
                }
            } catch (Exception e) {
                throw Crossing.leave(e, partition);
            }
            return next != null;
        }

        private void advance() throws Exception {
            RecordBuffer block = new RecordBuffer();
            more = records.advance(block, Input.BLOCK);
            Object[] read = block.toArray();
            if (read.length > 0) {
                next = new Kept(read);
            }
            if (!more) {
                close();
            }
        }

        @Override
        public Kept next() {
            Kept block = hasNext() ? next : null;
            if (block == null) {
                throw new NoSuchElementException("the partition has no more records");
            }
            next = null;
            return block;
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                records.close();
            }
        }
    }
}
