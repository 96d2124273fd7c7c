// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.function.Tuple2;
import java.util.Arrays;
import java.util.Comparator;

/** Puts the result of a reduce partition into the order that the shuffle asks for. */
final class Sorting {
    static final ReduceSide.Result NOTHING = Input::empty;

    private Sorting() {}

    static ReduceSide.Result result(CombineTable table, ShuffleNode node) {
        Comparator<Object> ordering = node.ordering();
        return ordering == null ? table::read : sorted(table.pairs(), ordering, node.origin());
    }

    static ReduceSide.Result sorted(Object[] pairs, Comparator<Object> ordering, Origin origin) {
        Object[] sorted = sort(pairs, ordering, origin);
        return () -> Input.of(sorted);
    }

    /** Sorts pairs by key, in place; pairs of equal keys stay in order. */
    static Object[] sort(Object[] pairs, Comparator<Object> ordering, Origin origin) {
        try {
            Arrays.sort(pairs, (a, b) -> ordering.compare(((Tuple2<?, ?>) a)._1(), ((Tuple2<?, ?>) b)._1()));
        } catch (RuntimeException thrown) {
            throw OperatorException.by(origin, thrown);
        }
        return pairs;
    }
}
