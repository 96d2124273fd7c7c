// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random graph with its input.
 *
 * @param seed what it was drawn from
 * @param master where it runs
 * @param nodes its streams, each after those that it reads
 * @param outputs where records leave it
 * @param input for each source its batches, each in partitions
 * @param faults calls of user functions that fail, by node
 */
record Graph(
        long seed,
        String master,
        List<Node> nodes,
        List<Output> outputs,
        Map<Integer, List<List<List<Object>>>> input,
        Map<Integer, Integer> faults) {
    static final int BATCHES = 30;

    Node node(int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst().orElseThrow();
    }

    /** The same graph as far as one output needs it. */
    Graph only(Output output) {
        Set<Integer> needed = new TreeSet<>();
        need(output.node(), needed);
        return new Graph(
                seed,
                master,
                nodes.stream().filter(node -> needed.contains(node.id())).toList(),
                List.of(output),
                input,
                faults);
    }

    Graph withInput(Map<Integer, List<List<List<Object>>>> newInput) {
        return new Graph(seed, master, nodes, outputs, newInput, faults);
    }

    Graph withoutFaults() {
        return new Graph(seed, master, nodes, outputs, input, Map.of());
    }

    private void need(int id, Set<Integer> needed) {
        if (needed.add(id)) {
            node(id).inputs().forEach(input -> need(input, needed));
        }
    }

    /** The graph as a program. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("// seed " + seed + ", master " + master + (faults.isEmpty() ? "" : ", failing calls " + faults));
        for (Node node : nodes) {
            if (node.operator().role() == Role.SOURCE) {
                lines.add("// batches of s" + node.id() + ": " + input.get(node.id()));
            }
            lines.add(node.code());
        }
        outputs.forEach(output -> lines.add("s" + output.node() + " → " + output.way()));
        return String.join("\n", lines);
    }
}
