// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.rdd.RDD;

/** Gives a plan node its typed front: an RDD of single records or of pairs. */
@FunctionalInterface
interface Front<R extends RDD<?>> {
    /** Makes the RDD. */
    R of(PlanNode node);
}
