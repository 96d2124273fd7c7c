// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** One thread per lane. */
final class Lanes {

    private Lanes() {}

    /**
     * Runs a loop per port and waits for all of them.
     *
     * @param ports one per lane
     * @param loop makes the loop of a port; it returns how many lines it read
     * @return how many lines were read in all
     */
    static long run(List<Integer> ports, IntFunction<Callable<Long>> loop) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(ports.size());
        try {
            List<Callable<Long>> loops = new ArrayList<>();
            ports.forEach(port -> loops.add(loop.apply(port)));
            long lines = 0;
            for (Future<Long> done : threads.invokeAll(loops)) {
                lines += done.get();
            }
            return lines;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lane of ports " + ports + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
