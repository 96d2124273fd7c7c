// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.ShuffleNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shuffles of all scopes: each is computed once per scope and freed when that ends. */
final class Shuffles {
    private final Map<Long, Map<IdentityKey, Once<ReduceSide<?>>>> scopes = new ConcurrentHashMap<>();
    private final Execution execution;

    Shuffles(Execution execution) {
        this.execution = execution;
    }

    void prepare(Work work, ShuffleNode node) throws Exception {
        once(work.scope(), node).get(() -> compute(work, node));
    }

    Input open(Work work, ShuffleNode node, int partition) throws Exception {
        Once<ReduceSide<?>> once = once(work.scope(), node);
        while (true) {
            ReduceSide<?> side = once.get(() -> compute(work, node));
            try {
                return side.read(partition);
            } catch (ReduceSide.SpoiltShuffle e) {
                once.forget(side);
            }
        }
    }

    void end(JobScope scope) {
        scopes.remove(scope.id());
    }

    void clear() {
        scopes.clear();
    }

    int size() {
        return scopes.values().stream().mapToInt(Map::size).sum();
    }

    private Once<ReduceSide<?>> once(JobScope scope, ShuffleNode node) {
        return scopes.computeIfAbsent(scope.id(), id -> new ConcurrentHashMap<>())
                .computeIfAbsent(new IdentityKey(node), key -> new Once<>());
    }

    private ReduceSide<?> compute(Work work, ShuffleNode node) throws Exception {
        Router router = new Router(node.target());
        Combine combine = node.combine();
        if (combine != null && combine.mapSide()) {
            return new CombinedReduce(
                    node,
                    execution.runAll(
                            work, node.parent(), task -> new CombiningMapSide(router, combine, node.origin())));
        }
        boolean keepHashes = combine != null;
        List<Bucket[]> buckets =
                execution.runAll(work, node.parent(), task -> new PlainMapSide(router, keepHashes, node.origin()));
        return combine == null ? new PlainReduce(node, buckets) : new CombiningReduce(node, combine, buckets);
    }
}
