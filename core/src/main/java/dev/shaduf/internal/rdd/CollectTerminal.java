// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Gathers the records of a partition, up to a number of them. */
record CollectTerminal(int most) implements Terminal<List<Object>> {
    static final CollectTerminal ALL = new CollectTerminal(Integer.MAX_VALUE);

    @Override
    public Collector<List<Object>> open(TaskContext task) {
        return new Running(most);
    }

    private static final class Running extends Collector<List<Object>> {
        private final int most;
        private final List<Object> records = new ArrayList<>();

        Running(int most) {
            this.most = most;
        }

        @Override
        public void push(Object record) {
            if (records.size() < most) {
                records.add(record);
            }
        }

        @Override
        public boolean satisfied() {
            return records.size() >= most;
        }

        @Override
        public List<Object> result() {
            return records;
        }
    }
}
