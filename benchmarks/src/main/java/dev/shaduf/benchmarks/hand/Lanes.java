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
public final class Lanes {

    private Lanes() {}

    /**
     * Runs a loop per lane and waits for all of them.
     *
     * @param lanes a port, or the number of a lane, for each
     * @param loop makes the loop of a lane; it returns how many lines it read
     * @return how many lines were read in all
     * @throws InterruptedException if this thread is interrupted
     */
    public static long run(List<Integer> lanes, IntFunction<Callable<Long>> loop) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Callable<Long>> loops = new ArrayList<>();
            lanes.forEach(lane -> loops.add(loop.apply(lane)));
            long lines = 0;
            for (Future<Long> done : threads.invokeAll(loops)) {
                lines += done.get();
            }
            return lines;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lane of " + lanes + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
