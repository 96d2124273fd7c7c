// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.Arrays;

/** Counts the numbers of a partition that lie in each bucket; the last bucket has its upper bound, the others not. */
record HistogramTerminal(double[] bounds) implements Terminal<long[]> {
    @Override
    public Collector<long[]> open(TaskContext task) {
        return new Running(bounds);
    }

    private static final class Running extends Collector<long[]> {
        private final double[] bounds;
        private final long[] counts;

        Running(double[] bounds) {
            this.bounds = bounds;
            this.counts = new long[bounds.length - 1];
        }

        @Override
        public void push(Object record) {
            // Adding 0 makes one of the two zeros, which a search would tell apart.
            double number = (Double) record + 0.0;
            if (number >= bounds[0] && number <= bounds[counts.length]) {
                int found = Arrays.binarySearch(bounds, number);
                counts[Math.min(found >= 0 ? found : -found - 2, counts.length - 1)]++;
            }
        }

        @Override
        public long[] result() {
            return counts;
        }
    }
}
