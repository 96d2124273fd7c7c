// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static dev.shaduf.model.Kind.PAIRS;
import static dev.shaduf.model.Kind.VALUES;

import java.util.List;
import java.util.stream.Stream;

/** All operators of the model. */
final class Operators {
    static final Operator VALUE_SOURCE = source("stream(source)", VALUES);
    static final Operator PAIR_SOURCE = source("stream(source of pairs)", PAIRS);
    static final Operator VALUE_QUEUE = source("queueStream", VALUES);

    /** Every operator that is neither a source nor a conversion. */
    static final List<Operator> ALL = Stream.of(
                    RecordOperators.ALL, KeyOperators.ALL, RddOperators.ALL, WindowOperators.ALL, StateOperators.ALL)
            .flatMap(List::stream)
            .toList();

    static final List<Operator> REMEMBERING =
            ALL.stream().filter(operator -> operator.role().remembers()).toList();

    private Operators() {}

    static Operator named(String name) {
        return ALL.stream()
                .filter(operator -> operator.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operator source(String name, Kind kind) {
        return new Operator(
                name,
                kind,
                kind,
                0,
                Role.SOURCE,
                site -> {
                    throw new IllegalStateException("sources are made by the run");
                },
                Past::given,
                "ssc." + name);
    }
}
