// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.Iterator;
import java.util.List;

/** Reads consecutive pieces of a list, one per partition. */
record ListReader(List<?> records, int partitions) implements PartitionReader {
    @Override
    public Input open(TaskContext task) {
        long size = records.size();
        int from = (int) (size * task.partition() / partitions);
        int to = (int) (size * (task.partition() + 1) / partitions);
        return new Piece(records.subList(from, to).iterator());
    }

    @Override
    public boolean isAtHome() {
        return true;
    }

    private record Piece(Iterator<?> records) implements Input {
        @Override
        public boolean advance(Stage into, int max) throws Exception {
            for (int i = 0; i < max && records.hasNext(); i++) {
                into.push(records.next());
            }
            return records.hasNext();
        }

        @Override
        public void close() {}
    }
}
