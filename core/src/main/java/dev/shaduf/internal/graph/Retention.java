// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * For how long each operator remembers what it made: at least one slide, at least what the program asked for, and as long
 * as those that read it need.
 */
final class Retention {
    private final Map<StreamNode<?>, Duration> remembered = new IdentityHashMap<>();
    private final Duration longest;
    private final Duration reach;

    private Retention(Map<StreamNode<?>, Duration> remembered, Duration longest, Duration reach) {
        this.remembered.putAll(remembered);
        this.longest = longest;
        this.reach = reach;
    }

    /**
     * Works it out.
     *
     * @param nodes all operators, parents before those that read them
     * @param least what the program asked for
     */
    static Retention of(List<StreamNode<?>> nodes, Duration least) {
        Map<StreamNode<?>, Duration> remembered = new IdentityHashMap<>();
        Duration longest = least;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            StreamNode<?> node = nodes.get(i);
            Duration own = remembered.merge(node, node.slide().max(least), Duration::max);
            longest = longest.max(own);
            for (StreamNode<?> parent : node.parents()) {
                remembered.merge(parent, node.needsOfParents(own), Duration::max);
            }
        }
        return new Retention(remembered, longest, reach(nodes));
    }

    private static Duration reach(List<StreamNode<?>> nodes) {
        Map<StreamNode<?>, Duration> reaches = new IdentityHashMap<>();
        Duration longest = StreamNode.NOTHING;
        for (StreamNode<?> node : nodes) {
            Duration before = StreamNode.NOTHING;
            for (StreamNode<?> parent : node.parents()) {
                before = before.max(reaches.getOrDefault(parent, StreamNode.NOTHING));
            }
            Duration own = node.needsEveryTime() ? node.lookback().max(node.slide()) : StreamNode.NOTHING;
            reaches.put(node, before.plus(own));
            longest = longest.max(before.plus(own));
        }
        return longest;
    }

    /** Returns how long an operator remembers. */
    Duration of(StreamNode<?> node) {
        return remembered.getOrDefault(node, node.slide());
    }

    /** Returns how long the operator remembers that remembers longest. */
    Duration longest() {
        return longest;
    }

    /** Returns how far back windows reach, one behind the other. */
    Duration reach() {
        return reach;
    }
}
