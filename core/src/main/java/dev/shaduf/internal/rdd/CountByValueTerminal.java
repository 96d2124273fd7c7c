// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.HashMap;
import java.util.Map;

/** Counts each distinct record of a partition. */
record CountByValueTerminal() implements Terminal<Map<Object, Long>> {
    @Override
    public Collector<Map<Object, Long>> open(TaskContext task) {
        return new Running();
    }

    private static final class Running extends Collector<Map<Object, Long>> {
        private final Map<Object, Long> counts = new HashMap<>();

        @Override
        public void push(Object record) {
            counts.merge(record, 1L, Long::sum);
        }

        @Override
        public Map<Object, Long> result() {
            return counts;
        }
    }
}
