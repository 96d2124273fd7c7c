// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The smallest {@code -Xmx}, in steps of 32 MB, at which a contender keeps at least 95 % of its own throughput with the
 * full heap, and the peak resident set there. Found by bisection: a contender that a heap is too small for is taken to
 * be too large for every smaller heap.
 */
public final class SmallestHeap {

    private static final int STEP_MEGABYTES = 32;
    private static final double KEPT = 0.95;

    private final Settings settings;
    private final Throughput throughput;

    /**
     * Prepares a search.
     *
     * @param settings who runs and how; every heap is tried {@code rounds} times and judged by the median
     * @param throughput what is run
     */
    public SmallestHeap(Settings settings, Throughput throughput) {
        this.settings = settings;
        this.throughput = throughput;
    }

    /**
     * Searches for each contender and prints the table.
     *
     * @throws Exception if a contender fails with the full heap
     */
    public void compare() throws Exception {
        Report report = new Report(List.of("contender", "smallest -Xmx MB", "peak RSS MB there (min..max)", "kept"));
        for (Contender contender : settings.contenders()) {
            report.add(search(contender));
        }
        report.publish(settings);
    }

    private List<String> search(Contender contender) throws IOException, InterruptedException, RunFailedException {
        List<Run> full = runs(contender, settings.heapMegabytes());
        double enough = KEPT * rate(full);
        int good = settings.heapMegabytes() / STEP_MEGABYTES;
        int bad = 0;
        List<Run> best = full;
        while (good - bad > 1) {
            int middle = (good + bad) / 2;
            List<Run> tried = attempt(contender, middle * STEP_MEGABYTES, full.get(0), enough);
            if (tried.isEmpty()) {
                bad = middle;
            } else {
                good = middle;
                best = tried;
            }
        }
        Sample rss = new Sample(best.stream().map(Run::peakRssMegabytes).toList());
        String kept = String.format(Locale.ROOT, "%.0f %%", 100 * rate(best) / rate(full));
        return List.of(contender.name(), Integer.toString(good * STEP_MEGABYTES), rss.describe(), kept);
    }

    /** Returns the runs with a heap, or none if it is too small. */
    private List<Run> attempt(Contender contender, int megabytes, Run full, double enough)
            throws IOException, InterruptedException {
        try {
            List<Run> runs = runs(contender, megabytes);
            Map<String, String> expected = full.result().outcome();
            boolean same = runs.stream().allMatch(run -> run.result().outcome().equals(expected));
            return same && rate(runs) >= enough ? runs : List.of();
        } catch (RunFailedException e) {
            System.out.println(contender.name() + " with " + megabytes + " MB: " + e.getMessage());
            return List.of();
        }
    }

    private List<Run> runs(Contender contender, int megabytes)
            throws IOException, InterruptedException, RunFailedException {
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            Run run = throughput.run(contender, Settings.heapFlags(megabytes));
            System.out.printf(
                    Locale.ROOT,
                    "%s with %d MB: %.3f M lines/s, %.0f MB resident%n",
                    contender.name(),
                    megabytes,
                    throughput.rate(run),
                    run.peakRssMegabytes());
            runs.add(run);
        }
        return runs;
    }

    private double rate(List<Run> runs) {
        return new Sample(runs.stream().map(throughput::rate).toList()).median();
    }
}
