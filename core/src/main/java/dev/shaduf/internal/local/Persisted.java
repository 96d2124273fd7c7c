// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.rdd.StorageLevel;

/**
 * What is to be known of a persisted node while its records are kept. Not the node: its plan may hold the records that it
 * was computed from, and that no plan refers to it any more tells that the records can be forgotten.
 */
record Persisted(StorageLevel level, Origin origin) {
    static Persisted of(CachedNode node) {
        return new Persisted(node.level(), node.origin());
    }
}
