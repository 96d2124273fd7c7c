// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws records of a partition at random, but the same ones whenever it is run again: seeded by the partition. */
record SampleTerminal(int size) implements Terminal<SampleTerminal.Sample> {
    private static final long SEED = 0x5ADDF;

    /**
     * What was drawn.
     *
     * @param count the records of the partition
     * @param drawn at most {@code size} of them
     */
    record Sample(long count, List<Object> drawn) implements Serializable {}

    @Override
    public Collector<Sample> open(TaskContext task) {
        return new Running(size, new SplittableRandom(SEED + task.partition()));
    }

    private static final class Running extends Collector<Sample> {
        private final int size;
        private final SplittableRandom random;
        private final List<Object> drawn = new ArrayList<>();
        private long count;

        Running(int size, SplittableRandom random) {
            this.size = size;
            this.random = random;
        }

        @Override
        public void push(Object record) {
            count++;
            if (drawn.size() < size) {
                drawn.add(record);
            } else {
                long place = random.nextLong(count);
                if (place < size) {
                    drawn.set((int) place, record);
                }
            }
        }

        @Override
        public Sample result() {
            return new Sample(count, drawn);
        }
    }
}
