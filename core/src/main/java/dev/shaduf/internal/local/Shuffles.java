// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.shuffle.Router;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The shuffles of all scopes: each is computed once per scope and freed when that ends. */
final class Shuffles {
    private final Map<Long, Held> scopes = new ConcurrentHashMap<>();
    private final Execution execution;
    private final Supplier<SortSpace> sortSpaces;

    Shuffles(Execution execution, Supplier<SortSpace> sortSpaces) {
        this.execution = execution;
        this.sortSpaces = sortSpaces;
    }

    /** What a scope holds. */
    private record Held(Map<IdentityKey, Once<ReduceSide<?>>> shuffles, Queue<SortSpace> spaces) {
        Held() {
            this(new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>());
        }
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
        Held held = scopes.remove(scope.id());
        if (held != null) {
            held.spaces().forEach(SortSpace::close);
        }
    }

    void clear() {
        scopes.values().forEach(held -> held.spaces().forEach(SortSpace::close));
        scopes.clear();
    }

    int size() {
        return scopes.values().stream().mapToInt(held -> held.shuffles().size()).sum();
    }

    private Held held(JobScope scope) {
        return scopes.computeIfAbsent(scope.id(), id -> new Held());
    }

    private Once<ReduceSide<?>> once(JobScope scope, ShuffleNode node) {
        return held(scope).shuffles().computeIfAbsent(new IdentityKey(node), key -> new Once<>());
    }

    private ReduceSide<?> compute(Work work, ShuffleNode node) throws Exception {
        Combine combine = node.combine();
        Comparator<Object> ordering = node.ordering();
        if (combine != null) {
            return combined(work, node, combine);
        }
        return ordering == null ? plain(work, node) : sorted(work, node, ordering);
    }

    private ReduceSide<?> combined(Work work, ShuffleNode node, Combine combine) throws Exception {
        Router router = new Router(node.target());
        Origin origin = node.origin();
        return combine.mapSide()
                ? new CombinedReduce(
                        node,
                        execution.runAll(work, node.parent(), task -> new CombiningMapSide(router, combine, origin)))
                : new CombiningReduce(
                        node,
                        combine,
                        execution.runAll(work, node.parent(), task -> new PlainMapSide(router, true, origin)));
    }

    private ReduceSide<?> plain(Work work, ShuffleNode node) throws Exception {
        Router router = new Router(node.target());
        return new PlainReduce(
                node, execution.runAll(work, node.parent(), task -> new PlainMapSide(router, false, node.origin())));
    }

    private ReduceSide<?> sorted(Work work, ShuffleNode node, Comparator<Object> ordering) throws Exception {
        Router router = new Router(node.target());
        SortSpace space = sortSpaces.get();
        held(work.scope()).spaces().add(space);
        return new SortingReduce(
                node,
                ordering,
                execution.runAll(
                        work, node.parent(), task -> new SortingMapSide(router, space, ordering, node.origin())));
    }
}
