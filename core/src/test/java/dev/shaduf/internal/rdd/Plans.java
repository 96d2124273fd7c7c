// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.rdd.RDD;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What tests of RDDs look at. */
final class Plans {
    private Plans() {}

    static ShadufContext context() {
        return new ShadufContext(new StreamingConf(false)
                .setMaster("local[2]")
                .setAppName("rdd-test")
                .set("shaduf.default.parallelism", "3"));
    }

    /** Counts the shuffles in the plan of an RDD. */
    static long shuffles(RDD<?> rdd) {
        Set<PlanNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        visit(RddFactory.node(rdd), seen);
        return seen.stream().filter(ShuffleNode.class::isInstance).count();
    }

    /** Brings the records of each partition. */
    static <T> List<List<T>> partitions(RDD<T> rdd) {
        return rdd.glom().collect();
    }

    private static void visit(PlanNode node, Set<PlanNode> seen) {
        if (seen.add(node)) {
            node.parents().forEach(parent -> visit(parent, seen));
        }
    }
}
