// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Has the states made that a job reads, before it runs. */
final class Preparation {
    private final SparkStates states;
    /** A node may be read in many ways. */
    private final Set<PlanNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Preparation(SparkStates states) {
        this.states = states;
    }

    /** Makes the states that a node reads; if it is an update itself, those that its input reads. */
    void prepare(JobScope scope, PlanNode node) throws Exception {
        if (!seen.add(node)
                || (node instanceof CachedNode cached && states.plans().isPersisted(cached))) {
            return;
        }
        for (PlanNode parent : node.parents()) {
            if (parent instanceof StateUpdateNode update) {
                states.prepare(scope, update);
            } else if (parent instanceof StateViewNode view) {
                states.prepare(scope, view.update());
            } else {
                prepare(scope, parent);
            }
        }
    }
}
