// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;

/** Puts records into blocks, for RDDs that keep them. */
final class Keeping implements Work<Kept> {
    @Override
    public Iterator<Kept> run(Reading records) throws Exception {
        Apart apart = new Apart(records.task().apart());
        Blocks blocks =
                new Blocks(apart.call(records::open), apart, records.task().partition());
        // Who reads them may not read to the end.
        records.task().onEnd(blocks);
        return blocks;
    }

    /** Computes the partition apart from the rest of the task: once it is kept, no further task does. */
    private record Apart(TaskContext part) {
        <R> R call(Callable<R> body) throws Exception {
            TaskContext whole = TaskContext.current();
            TaskContext.enter(part);
            try {
                return body.call();
            } finally {
                TaskContext.enter(whole);
            }
        }
    }

    /** Reads on as blocks are asked for. */
    private static final class Blocks implements Iterator<Kept>, AutoCloseable {
        private final Input records;
        private final Apart apart;
        private final int partition;
        private final Gathering gathering = new Gathering();
        private boolean more = true;
        private boolean closed;

        Blocks(Input records, Apart apart, int partition) {
            this.records = records;
            this.apart = apart;
            this.partition = partition;
        }

        @Override
        public boolean hasNext() {
            try {
                while (more && gathering.isEmpty()) {
                    more = apart.call(() -> records.advance(gathering, Input.BLOCK));
                    if (!more) {
                        close();
                        SparkNotes.keep(apart.part());
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
