// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.rdd.StatCounter;

/** The statistics of the numbers of a partition. */
record StatsTerminal() implements Terminal<StatCounter> {
    @Override
    public Collector<StatCounter> open(TaskContext task) {
        return new Running();
    }

    private static final class Running extends Collector<StatCounter> {
        private final StatCounter counter = new StatCounter();

        @Override
        public void push(Object record) {
            counter.merge((Double) record);
        }

        @Override
        public StatCounter result() {
            return counter;
        }
    }
}
