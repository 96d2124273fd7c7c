// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What left a graph beside what should have. */
final class Comparison {
    private Comparison() {}

    /** Where they differ first. */
    record Difference(Output output, int time, List<?> expected, List<?> actual) {
        @Override
        public String toString() {
            return "batch " + time + " of s" + output.node() + " → " + output.way() + "\n  expected " + expected
                    + "\n  but was  " + actual;
        }
    }

    static Optional<Difference> of(Graph graph, Map<Output, Map<Integer, List<Object>>> seen, Bug bug) {
        NaiveModel model = new NaiveModel(graph, bug);
        for (int time = 1; time <= Graph.BATCHES; time++) {
            for (Output output : graph.outputs()) {
                if (output.way() == Output.Way.SLICE && time <= Graph.BATCHES - Leaving.SLICED) {
                    continue;
                }
                List<?> expected = expected(model, graph, output, time);
                List<?> actual = seen.get(output).getOrDefault(time, List.of());
                if (!counted(expected).equals(counted(actual))) {
                    return Optional.of(new Difference(output, time, expected, actual));
                }
            }
        }
        return Optional.empty();
    }

    private static List<?> expected(NaiveModel model, Graph graph, Output output, int time) {
        int slide = graph.node(output.node()).slide();
        int at = output.way() == Output.Way.SLICE ? time - time % slide : time;
        List<Object> records = at % slide == 0 && at > 0 ? model.at(output.node(), at) : List.of();
        boolean asText = output.way() == Output.Way.PRINT || output.way() == Output.Way.SAVE_AS_TEXT_FILES;
        return asText ? records.stream().map(String::valueOf).toList() : records;
    }

    private static Map<Object, Integer> counted(List<?> records) {
        Map<Object, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record, 1, Integer::sum));
        return counts;
    }
}
