// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.PlanNode;

/** A plan node as a key. Nodes are records, whose own {@code equals} compares whole plans. */
record IdentityKey(PlanNode node) {
    @Override
    public boolean equals(Object that) {
        return that instanceof IdentityKey key && key.node == node;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(node);
    }
}
