// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a graph yields, by plain collections, from its whole history. Written from the documentation, not from the product. */
final class NaiveModel {
    private final Graph graph;
    private final Bug bug;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final Map<Long, List<Object>> known = new HashMap<>();

    NaiveModel(Graph graph) {
        this(graph, null);
    }

    NaiveModel(Graph graph, Bug bug) {
        this.graph = graph;
        this.bug = bug;
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
    }

    boolean has(Bug which) {
        return bug == which;
    }

    int slide(int node) {
        return nodes.get(node).slide();
    }

    List<Object> given(int source, int time) {
        List<Object> all = new ArrayList<>();
        graph.input().get(source).get(time - 1).forEach(all::addAll);
        return all;
    }

    /** The records of a node at a time at which it has a batch. */
    List<Object> at(int id, int time) {
        long key = id * 1_000L + time;
        List<Object> found = known.get(key);
        if (found == null) {
            Node node = nodes.get(id);
            found = List.copyOf(node.operator().rule().at(new Past(this, node), time));
            known.put(key, found);
        }
        return found;
    }
}
