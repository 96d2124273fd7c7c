// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which operators, and which of them one on another, have occurred. */
final class Coverage {
    private final Set<Operator> operators = new HashSet<>();
    private final Set<Pair> pairs = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();

    /** Every operator before every one that remembers. */
    static List<Pair> wanted() {
        List<Pair> wanted = new ArrayList<>();
        for (Operator second : Operators.REMEMBERING) {
            Operators.ALL.forEach(first -> wanted.add(new Pair(first, second)));
        }
        return wanted;
    }

    void add(Graph graph) {
        for (Node node : graph.nodes()) {
            operators.add(node.operator());
            if (node.operator().role().remembers()) {
                before(graph, node).forEach(first -> pairs.add(new Pair(first, node.operator())));
            }
        }
        graph.outputs()
                .forEach(output -> outputs.add(name(graph.node(output.node()).operator(), output.way())));
    }

    /** What has not occurred. */
    Set<String> missing() {
        Set<String> missing = new LinkedHashSet<>();
        Operators.ALL.stream().filter(o -> !operators.contains(o)).forEach(o -> missing.add(o.name()));
        wanted().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> missing.add(pair.first() + " before " + pair.second()));
        for (Operator operator : Operators.REMEMBERING) {
            for (Output.Way way : Output.Way.values()) {
                if (!outputs.contains(name(operator, way))) {
                    missing.add(name(operator, way));
                }
            }
        }
        return missing;
    }

    private static String name(Operator operator, Output.Way way) {
        return way + " of " + operator;
    }

    /** The operators whose results a node reads, leaving conversions out. */
    private static Set<Operator> before(Graph graph, Node node) {
        Set<Operator> before = new HashSet<>();
        for (int input : node.inputs()) {
            Node read = graph.node(input);
            if (read.operator().role() == Role.CONVERSION) {
                before.addAll(before(graph, read));
            } else {
                before.add(read.operator());
            }
        }
        return before;
    }
}
