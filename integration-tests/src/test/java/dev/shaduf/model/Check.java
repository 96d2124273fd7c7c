// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a graph and says, in words, whether the product and the model agree; a graph that fails is made smaller first. */
final class Check {
    private final Path directory;

    Check(Path directory) {
        this.directory = directory;
    }

    /** What is wrong with a graph, if anything. */
    Optional<String> failure(Graph graph) {
        Optional<Failed> failed = run(graph);
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        Graph small = smaller(graph, failed.get());
        return Optional.of(
                run(small).orElse(failed.get()).text() + "\n" + small + "\n(from seed " + graph.seed() + ")");
    }

    /** A failure, and the output where it was seen, if it was. */
    private record Failed(String text, Optional<Output> output) {}

    private Optional<Failed> run(Graph graph) {
        try {
            return Comparison.of(graph, GraphRun.run(graph, directory), null)
                    .map(difference -> new Failed(difference.toString(), Optional.of(difference.output())));
        } catch (Exception | AssertionError e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            return Optional.of(new Failed(trace.toString(), Optional.empty()));
        }
    }

    private Graph smaller(Graph graph, Failed failed) {
        Graph small = graph;
        List<Graph> tries = new ArrayList<>();
        failed.output()
                .ifPresentOrElse(
                        output -> tries.add(graph.only(output)),
                        () -> graph.outputs().forEach(o -> tries.add(graph.only(o))));
        for (Graph candidate : tries) {
            if (run(candidate).isPresent()) {
                small = candidate;
                break;
            }
        }
        if (run(small.withoutFaults()).isPresent()) {
            small = small.withoutFaults();
        }
        return withLessInput(small);
    }

    private Graph withLessInput(Graph graph) {
        Graph small = graph;
        for (int batch = Graph.BATCHES - 1; batch >= 0; batch--) {
            Graph candidate = small.withInput(without(small, batch));
            if (!candidate.input().equals(small.input()) && run(candidate).isPresent()) {
                small = candidate;
            }
        }
        return small;
    }

    private static Map<Integer, List<List<List<Object>>>> without(Graph graph, int batch) {
        Map<Integer, List<List<List<Object>>>> input = new HashMap<>();
        graph.input().forEach((source, batches) -> {
            List<List<List<Object>>> less = new ArrayList<>(batches);
            less.set(batch, List.of(List.of()));
            input.put(source, less);
        });
        return input;
    }
}
