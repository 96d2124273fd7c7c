// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.internal.rdd.SetAside;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one operator sets aside in the batch that runs. What was set aside for an output that succeeded stays, as that output
 * is not run again; the rest goes with its attempt. Used under the lock of the graph.
 */
final class DeadLetters {
    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::partition).thenComparingLong(Key::index);

    private final Operation operation;
    private final TreeMap<Key, DeadLetter> kept = new TreeMap<>(ORDER);
    private @Nullable CollectionAccumulator<DeadLetter> fresh;

    /** The same record is computed for each output that reads it. */
    private record Key(int partition, long index) {}

    DeadLetters(Operation operation) {
        this.operation = operation;
    }

    /** Says where records of a batch go. */
    SetAside target(Time time) {
        DStreamGraph graph = operation.graph();
        return new SetAside(graph.uid(operation), operation.origin(), time, fresh(), graph.mostDeadLetters());
    }

    /** Keeps what has been set aside so far. */
    void keep() {
        CollectionAccumulator<DeadLetter> letters = fresh();
        letters.value().forEach(letter -> kept.put(new Key(letter.partition(), letter.index()), letter));
        letters.reset();
    }

    /** Drops what has been set aside since the last output that succeeded. */
    void discard() {
        fresh().reset();
    }

    /** Drops everything: the batch has completed. */
    void clear() {
        discard();
        kept.clear();
    }

    /** Lists what was set aside in this attempt, or kept. */
    List<DeadLetter> all() {
        keep();
        return new ArrayList<>(kept.values());
    }

    private CollectionAccumulator<DeadLetter> fresh() {
        CollectionAccumulator<DeadLetter> known = fresh;
        if (known == null) {
            known = operation.graph().factory().engine().notes("dead letters of " + operation);
            fresh = known;
        }
        return known;
    }
}
