// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator whose function is called for one record at a time, so that a record it throws for can be set aside. */
abstract class RecordStream<P extends RDD<?>, R extends RDD<?>> extends UnaryStream<P, R> {
    private @Nullable DeadLetters letters;

    RecordStream(Operation operation, StreamNode<? extends P> parent) {
        super(operation, parent);
    }

    abstract R apply(P rdd);

    @Override
    final R apply(P rdd, Time time) {
        R made = apply(rdd);
        DeadLetters wanted = letters;
        return wanted == null ? made : graph().factory().like(made, wanted.target(time)::around);
    }

    @Override
    final Optional<DeadLetters> deadLetters() {
        DeadLetters wanted = letters;
        if (wanted == null) {
            wanted = new DeadLetters(operation());
            letters = wanted;
        }
        return Optional.of(wanted);
    }
}
