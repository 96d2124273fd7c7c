// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;

/** Counts the records of a partition. */
record CountTerminal() implements Terminal<Long> {
    @Override
    public Collector<Long> open(TaskContext task) {
        return new Running();
    }

    private static final class Running extends Collector<Long> {
        private long count;

        @Override
        public void push(Object record) {
            count++;
        }

        @Override
        public Long result() {
            return count;
        }
    }
}
