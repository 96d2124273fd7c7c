// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.rdd.StorageLevel;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The persisted nodes of a context. What is kept of a node is forgotten when the program asks for it, and also once no
 * plan can read the node any more: a program that persists in each batch and never unpersists must not fill the memory.
 */
final class KeptNodes {
    private static final AtomicLong NEXT = new AtomicLong();

    private final Engine engine;
    private final ReferenceQueue<CachedNode> unreachable = new ReferenceQueue<>();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    KeptNodes(Engine engine) {
        this.engine = engine;
    }

    CachedNode keep(PlanNode node, StorageLevel level) {
        forgetUnreachable();
        CachedNode cached = new CachedNode(node, NEXT.incrementAndGet(), level, node.origin());
        kept.add(new Kept(cached, unreachable));
        return cached;
    }

    void forgetUnreachable() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            Kept gone = (Kept) found;
            kept.remove(gone);
            engine.forget(gone.id);
        }
    }

    private static final class Kept extends PhantomReference<CachedNode> {
        private final long id;

        Kept(CachedNode node, ReferenceQueue<CachedNode> queue) {
            super(node, queue);
            this.id = node.id();
        }
    }
}
