// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.time.Time;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/**
 * Measures what a batch that touches 100,000 keys costs in a small table and in a large one, from begin to retain, in
 * processor time of the thread. Not a test: run {@code main} with 2 to 4 GB of heap.
 */
final class StateCost {
    private static final int TOUCHED = 100_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;

    private final StatePartition partition = new StatePartition("cost", 0, new HeapPlace(null));
    private final double[] millis = new double[ROUNDS];
    private final int keys;

    private StateCost(int keys) {
        this.keys = keys;
    }

    public static void main(String[] args) throws Exception {
        StateCost small = new StateCost(200_000);
        StateCost large = new StateCost(10_000_000);
        small.load();
        large.load();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %,d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            small.measure(round, random);
            large.measure(round, random);
        }
        System.out.printf(
                "median of %,d keys %.1f ms, of %,d keys %.1f ms, ratio %.2f%n",
                small.keys, small.median(), large.keys, large.median(), large.median() / small.median());
    }

    private void load() throws Exception {
        KeyedState state = partition.begin(new Time(1));
        for (long key = 0; key < keys; key++) {
            state.put(key, key + 1_000);
        }
        end(state, 1);
    }

    private void measure(int round, Random random) throws Exception {
        Long[] touched = random.ints(0, keys)
                .distinct()
                .limit(TOUCHED)
                .mapToObj(key -> (long) key)
                .toArray(Long[]::new);
        long start = processorTime();
        long time = 2 + round;
        KeyedState state = partition.begin(new Time(time));
        for (Long key : touched) {
            Object value = state.get(key);
            state.put(key, (value == null ? 0 : (long) value) + 1);
        }
        end(state, time);
        millis[round] = (processorTime() - start) / 1e6;
    }

    private void end(KeyedState state, long time) throws Exception {
        state.expire(0, (key, value) -> {});
        partition.finish();
        partition.publish(new Time(time));
        partition.retain(new Time(time));
    }

    private double median() {
        double[] sorted = Arrays.copyOfRange(millis, WARM_UP, ROUNDS);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
