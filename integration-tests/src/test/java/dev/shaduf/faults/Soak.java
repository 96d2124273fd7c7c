// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Whether the long form of the tests is asked for, and what they measure. */
final class Soak {
    /** True under {@code -Psoak}. The name has no prefix of ours, which would make it a setting of every context. */
    static final boolean ON = Boolean.getBoolean("test.soak");

    private final List<Long> heap = new ArrayList<>();
    private final List<Integer> threads = new ArrayList<>();

    /** Measures what is alive now. */
    void measure() {
        collect();
        Runtime runtime = Runtime.getRuntime();
        heap.add(runtime.totalMemory() - runtime.freeMemory());
        threads.add(NoThreadLeft.threads().size());
    }

    List<Long> heap() {
        return heap;
    }

    List<Integer> threads() {
        return threads;
    }

    /** Returns how much the heap has grown from the lowest of the first half to the lowest of the second. */
    long growth() {
        int half = heap.size() / 2;
        return lowest(heap.subList(half, heap.size())) - lowest(heap.subList(0, half));
    }

    @Override
    public String toString() {
        return "heap in KB " + heap.stream().map(bytes -> bytes >> 10).toList() + ", threads " + threads;
    }

    private static long lowest(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Collects until it is done: a request alone may be ignored while another collection runs. */
    private static void collect() {
        for (int i = 0; i < 2; i++) {
            WeakReference<Object> canary = new WeakReference<>(new Object());
            while (canary.get() != null) {
                System.gc();
            }
        }
    }
}
