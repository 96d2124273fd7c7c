// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/** The records that an operator set aside; known only when everything else of the batch has run. */
final class DeadLetterStream extends StreamNode<RDD<DeadLetter>> {
    private final DeadLetters letters;

    DeadLetterStream(Operation operation, StreamNode<?> from, DeadLetters letters) {
        super(operation, List.of(from));
        this.letters = letters;
    }

    DeadLetters letters() {
        return letters;
    }

    @Override
    boolean isReplayable() {
        return false;
    }

    @Override
    void discard(Time time) {
        super.discard(time);
        letters.discard();
    }

    /** Called when a batch has completed, with its letters. */
    @Override
    void forget(Time upTo) {
        super.forget(upTo);
        letters.clear();
    }

    @Override
    Optional<RDD<DeadLetter>> compute(Time time) throws Exception {
        List<DeadLetter> all = letters.all();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(within(() -> graph().factory()
                        .rdd(graph().factory().list(all, 1, operation().origin()))));
    }
}
