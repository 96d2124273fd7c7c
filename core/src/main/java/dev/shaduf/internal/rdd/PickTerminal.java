// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fetches records by their position in their partition.
 *
 * @param wanted the positions wanted of each partition
 */
record PickTerminal(List<Set<Long>> wanted) implements Terminal<Map<Long, Object>> {
    @Override
    public Collector<Map<Long, Object>> open(TaskContext task) {
        return new Running(wanted.get(task.partition()));
    }

    private static final class Running extends Collector<Map<Long, Object>> {
        private final Set<Long> wanted;
        private final Map<Long, Object> picked = new HashMap<>();
        private long position;

        Running(Set<Long> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void push(Object record) {
            if (wanted.contains(position)) {
                picked.put(position, record);
            }
            position++;
        }

        @Override
        public boolean satisfied() {
            return picked.size() == wanted.size();
        }

        @Override
        public Map<Long, Object> result() {
            return picked;
        }
    }
}
