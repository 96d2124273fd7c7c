// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs contenders in turn: A B C, A B C, so that whatever else the machine does hits all alike. A run that fails is shown
 * and counted, and the others go on.
 */
final class Rounds {

    /** Runs one contender once. */
    @FunctionalInterface
    interface SingleRun {
        Run run(Contender contender) throws IOException, InterruptedException, RunFailedException;
    }

    private final List<Contender> contenders;
    private final int rounds;
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();

    private Rounds(List<Contender> contenders, int rounds) {
        this.contenders = contenders;
        this.rounds = rounds;
    }

    /**
     * Runs every contender {@code rounds} times.
     *
     * @param figure what to print of each run as it comes
     * @throws RunFailedException if a contender never succeeded, or two results differ
     */
    static Rounds alternate(List<Contender> contenders, int rounds, SingleRun single, Function<Run, String> figure)
            throws IOException, InterruptedException, RunFailedException {
        Rounds all = new Rounds(contenders, rounds);
        contenders.forEach(contender -> all.runs.put(contender.name(), new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                System.out.print("round " + round + " " + contender.name() + ": ");
                all.runOnce(contender, single, figure);
            }
        }
        all.requireRuns();
        return all;
    }

    /** Returns the runs of each contender that succeeded, in the order in which contenders were named. */
    Map<String, List<Run>> runs() {
        return runs;
    }

    /** Returns how many runs of a contender succeeded, as {@code n of m}. */
    String succeeded(String name) {
        return runs.getOrDefault(name, List.of()).size() + " of " + rounds;
    }

    private void runOnce(Contender contender, SingleRun single, Function<Run, String> figure)
            throws IOException, InterruptedException, RunFailedException {
        Run run;
        try {
            run = single.run(contender);
        } catch (RunFailedException e) {
            System.out.println("failed: " + e.getMessage());
            return;
        }
        System.out.println(figure.apply(run));
        requireSameOutcome(contender, run);
        runs.getOrDefault(contender.name(), List.of()).add(run);
    }

    private void requireSameOutcome(Contender contender, Run run) throws RunFailedException {
        for (Map.Entry<String, List<Run>> other : runs.entrySet()) {
            for (Run earlier : other.getValue()) {
                Map<String, String> expected = earlier.result().outcome();
                if (!run.result().outcome().equals(expected)) {
                    throw new RunFailedException("Results differ: " + other.getKey() + " has " + expected + ", "
                            + contender.name() + " has " + run.result().outcome());
                }
            }
        }
    }

    private void requireRuns() throws RunFailedException {
        for (Contender contender : contenders) {
            if (runs.getOrDefault(contender.name(), List.of()).isEmpty()) {
                throw new RunFailedException(contender.name() + " failed in all " + rounds + " rounds");
            }
        }
    }
}
