// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.time.Time;
import java.io.Serializable;

/** The function of a stateful operator, over one partition of one batch. */
public interface StateUpdate extends Serializable {
    /**
     * Begins the update of a partition. The input's records are pushed into the stage that is returned, and its
     * {@link Stage#finish} ends the update; what the update emits is pushed into {@code emit}, which it must not finish.
     *
     * @param state the partition of the table; changes belong to the version being made
     * @param time the time of the batch
     * @param emit takes what the update emits
     * @return takes the input, each record a {@code Tuple2}
     */
    Stage open(KeyedState state, Time time, Stage emit);

    /**
     * Tells whether what is emitted are pairs with the keys of the state.
     *
     * @return whether the partitioner of the state holds for what is emitted
     */
    default boolean emitsByKey() {
        return false;
    }
}
