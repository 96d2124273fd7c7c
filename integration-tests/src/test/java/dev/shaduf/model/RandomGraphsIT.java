// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product against the model, on graphs drawn at random. {@code -Dtest.model.seed=…} repeats a run, {@code
 * -Dtest.model.graphs=…} sets the number of graphs, {@code -Dtest.model.master=…} the engine.
 */
class RandomGraphsIT {
    private static final boolean SOAK = Boolean.getBoolean("test.soak");
    private static final int GRAPHS = Integer.getInteger("test.model.graphs", SOAK ? 50_000 : 520);
    private static final int PAIRS_PER_GRAPH = 2;
    private static final int MOST_FAILURES = 3;

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void shouldYieldWhatTheModelYields() {
        long seed = Long.getLong("test.model.seed", System.nanoTime());
        System.out.println("RandomGraphsIT seed " + seed);
        Check check = new Check(directory);
        Coverage coverage = new Coverage();
        List<String> failures = new ArrayList<>();
        for (int number = 0; number < GRAPHS && failures.size() < MOST_FAILURES; number++) {
            Graph graph = graph(seed + number, number);
            coverage.add(graph);
            check.failure(graph).ifPresent(failures::add);
        }
        System.out.println("RandomGraphsIT: " + Faults.fired() + " calls were made to fail");
        assertThat(failures).as("%s", String.join("\n\n", failures)).isEmpty();
        if (GRAPHS * PAIRS_PER_GRAPH >= Coverage.wanted().size()) {
            assertThat(coverage.missing()).isEmpty();
            assertThat(Faults.fired()).isGreaterThan(GRAPHS / 10);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldFindAMistakeInTheRulesOfAnyOperator() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RandomGraphsIT seed of mistakes " + seed);
        Map<Bug, Integer> found = new EnumMap<>(Bug.class);
        Set<Bug> left = EnumSet.allOf(Bug.class);
        for (int round = 0; round < 20 && !left.isEmpty(); round++) {
            for (Bug bug : EnumSet.copyOf(left)) {
                Operator wrong = Operators.named(bug.operator());
                List<Pair> pairs = List.of(new Pair(wrong, Operators.named("window")));
                Graph graph = GraphGenerator.draw(seed + round, pairs, Output.Way.SINK_TO, wrong);
                Map<Output, Map<Integer, List<Object>>> seen = GraphRun.run(graph, directory);
                Optional<Comparison.Difference> right = Comparison.of(graph, seen, null);
                assertThat(right).as("%s", graph).isEmpty();
                if (Comparison.of(graph, seen, bug).isPresent()) {
                    found.put(bug, round);
                    left.remove(bug);
                }
            }
        }
        assertThat(left).isEmpty();
        assertThat(found).hasSizeGreaterThanOrEqualTo(10);
    }

    static Graph graph(long seed, int number) {
        List<Pair> wanted = Coverage.wanted();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS_PER_GRAPH; i++) {
            pairs.add(wanted.get((number * PAIRS_PER_GRAPH + i) % wanted.size()));
        }
        List<Operator> remembering = Operators.REMEMBERING;
        Operator leaving = remembering.get(number % remembering.size());
        Output.Way[] ways = Output.Way.values();
        int round = number / remembering.size();
        return GraphGenerator.draw(seed, pairs, round < ways.length ? ways[round] : Output.Way.SINK_TO, leaving);
    }
}
