// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a rule may look at: the batches of a node's inputs up to now, and what the node was given. */
final class Past {
    private final NaiveModel model;
    private final Node node;

    Past(NaiveModel model, Node node) {
        this.model = model;
        this.node = node;
    }

    int constant() {
        return node.constant();
    }

    int length() {
        return node.length();
    }

    boolean has(Bug bug) {
        return model.has(bug);
    }

    int slide() {
        return node.slide();
    }

    /** The time of a batch as the program sees it. */
    long millis(int time) {
        return GraphRun.ZERO + time * 1_000L;
    }

    /** The input of a source. */
    List<Object> given(int time) {
        return model.given(node.id(), time);
    }

    /** The records of an input in a batch. */
    List<Object> records(int input, int time) {
        return model.at(node.inputs().get(input), time);
    }

    @SuppressWarnings("unchecked")
    List<Long> values(int input, int time) {
        return (List<Long>) (List<?>) records(input, time);
    }

    @SuppressWarnings("unchecked")
    List<Tuple2<Integer, Long>> pairs(int input, int time) {
        return (List<Tuple2<Integer, Long>>) (List<?>) records(input, time);
    }

    /** The times after one and up to another at which the first input has a batch. */
    List<Integer> times(int after, int to) {
        int every = model.slide(node.inputs().get(0));
        List<Integer> times = new ArrayList<>();
        for (int time = every; time <= to; time += every) {
            if (time > after) {
                times.add(time);
            }
        }
        return times;
    }

    /** The values of the first input in the window that ends at a time. */
    List<Long> window(int time) {
        List<Long> all = new ArrayList<>();
        times(time - length(), time).forEach(past -> all.addAll(values(0, past)));
        return all;
    }

    /** The pairs of the first input in the window that ends at a time. */
    List<Tuple2<Integer, Long>> pairWindow(int time) {
        List<Tuple2<Integer, Long>> all = new ArrayList<>();
        times(time - length(), time).forEach(past -> all.addAll(pairs(0, past)));
        return all;
    }

    static Map<Integer, List<Long>> grouped(List<Tuple2<Integer, Long>> pairs) {
        Map<Integer, List<Long>> groups = new HashMap<>();
        pairs.forEach(pair ->
                groups.computeIfAbsent(pair._1(), key -> new ArrayList<>()).add(pair._2()));
        return groups;
    }
}
