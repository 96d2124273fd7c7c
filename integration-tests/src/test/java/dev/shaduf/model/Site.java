// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;

/** Where an operator is called: its inputs and what it is given. */
record Site(StreamingContext context, Node node, List<DStreamLike<?, ?, ?>> inputs, Faults.Place fault) {
    @SuppressWarnings("unchecked")
    DStream<Long> values(int input) {
        return (DStream<Long>) inputs.get(input);
    }

    DStream<Long> values() {
        return values(0);
    }

    @SuppressWarnings("unchecked")
    PairDStream<Integer, Long> pairs(int input) {
        return (PairDStream<Integer, Long>) inputs.get(input);
    }

    PairDStream<Integer, Long> pairs() {
        return pairs(0);
    }

    long constant() {
        return node.constant();
    }

    int partitions() {
        return node.partitions();
    }

    Duration length() {
        return Durations.seconds(node.length());
    }

    Duration slide() {
        return Durations.seconds(node.slide());
    }

    /** A function that may be told to fail. */
    <T, R> Function<T, R> f(Function<T, R> f) {
        Faults.Place place = fault;
        return value -> {
            place.pass();
            return f.call(value);
        };
    }

    /** A function that may be told to fail. */
    <A, B, R> Function2<A, B, R> f2(Function2<A, B, R> f) {
        Faults.Place place = fault;
        return (first, second) -> {
            place.pass();
            return f.call(first, second);
        };
    }
}
