// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs contenders in turn: A B C, A B C, so that whatever else the machine does hits all alike. */
final class Rounds {

    /** Runs one contender once. */
    @FunctionalInterface
    interface SingleRun {
        Run run(Contender contender) throws IOException, InterruptedException, RunFailedException;
    }

    /** Turns a run into the figure that is printed as it comes. */
    @FunctionalInterface
    interface Figure {
        String of(Run run);
    }

    private Rounds() {}

    /**
     * Runs every contender {@code rounds} times.
     *
     * @return the runs of each contender, in order
     * @throws RunFailedException if a run fails, or two contenders differ in their results
     */
    static Map<String, List<Run>> alternate(List<Contender> contenders, int rounds, SingleRun single, Figure figure)
            throws IOException, InterruptedException, RunFailedException {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Run run = named(contender, single);
                runs.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(run);
                System.out.println("round " + round + " " + contender.name() + ": " + figure.of(run));
                requireSameOutcome(runs, contender.name(), run);
            }
        }
        return runs;
    }

    private static Run named(Contender contender, SingleRun single)
            throws IOException, InterruptedException, RunFailedException {
        try {
            return single.run(contender);
        } catch (RunFailedException e) {
            throw new RunFailedException("Contender " + contender.name() + ": " + e.getMessage());
        }
    }

    private static void requireSameOutcome(Map<String, List<Run>> runs, String name, Run run)
            throws RunFailedException {
        Map.Entry<String, List<Run>> first = runs.entrySet().iterator().next();
        Map<String, String> expected = first.getValue().get(0).result().outcome();
        if (!run.result().outcome().equals(expected)) {
            throw new RunFailedException("Results differ: " + first.getKey() + " has " + expected + ", " + name
                    + " has " + run.result().outcome());
        }
    }
}
