// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

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
        private final Gathering gathering = new Gathering();
        private boolean more = true;
        private boolean closed;

        Blocks(Input records, int partition) {
            this.records = records;
            this.partition = partition;
        }

        @Override
        public boolean hasNext() {
            try {
                while (more && gathering.isEmpty()) {
                    more = records.advance(gathering, Input.BLOCK);
                    if (!more) {
                        close();
                    }
                }
            } catch (Exception e) {
                throw Crossing.leave(e, partition);
            }
            return !gathering.isEmpty();
        }

        @Override
        public Kept next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the partition has no more records");
            }
            return gathering.take();
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                records.close();
            }
        }
    }

    /** Takes all records of a partition, as an input is read into one stage, and gives them away in blocks. */
    private static final class Gathering extends Stage {
        private final List<Object> gathered = new ArrayList<>();

        @Override
        public void push(Object record) {
            gathered.add(record);
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}

        boolean isEmpty() {
            return gathered.isEmpty();
        }

        Kept take() {
            Kept block = new Kept(gathered.toArray());
            gathered.clear();
            return block;
        }
    }
}
