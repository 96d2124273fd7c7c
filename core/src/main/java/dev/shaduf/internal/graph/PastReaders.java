// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the windows that read records of past batches. */
final class PastReaders {
    private PastReaders() {}

    static List<PastReader> of(DStreamGraph graph, List<StreamNode<?>> nodes, Retention retention) {
        List<PastReader> readers = new ArrayList<>();
        for (StreamNode<?> node : nodes) {
            if (node.lookback().milliseconds() > 0 && !(node instanceof StatefulStream<?, ?, ?>)) {
                Set<String> inputs = new LinkedHashSet<>();
                Set<String> states = new LinkedHashSet<>();
                node.parents().forEach(parent -> collect(graph, parent, inputs, states));
                readers.add(new PastReader(
                        node.operation().toString(),
                        node.needsOfParents(retention.of(node)).minus(node.slide()),
                        List.copyOf(inputs),
                        List.copyOf(states)));
            }
        }
        return readers;
    }

    private static void collect(DStreamGraph graph, StreamNode<?> node, Set<String> inputs, Set<String> states) {
        if (node instanceof StatefulStream<?, ?, ?>) {
            states.add(graph.uid(node.operation()));
        } else if (node instanceof StreamInput<?> input) {
            inputs.add(input.uid());
        } else {
            node.parents().forEach(parent -> collect(graph, parent, inputs, states));
        }
    }
}
